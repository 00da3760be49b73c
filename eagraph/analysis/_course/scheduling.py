"""In which order to do jobs that wait for each other, so that the sum of weight times completion is small.

Scheduling of 1|prec|sum w C and its like on several equal crews: NP-hard (Lawler 1978; Lenstra & Rinnooy Kan 1978). A job
may begin when enough members of each of its groups are done (`_black_start.Waiting`); nobody leaves a job half done.

  * `listed`: whenever a crew is free, it takes the job with the highest priority among those that may begin. With Smith's
    ratio (weight / time) as the priority it is optimal where nobody waits (Smith 1956).
  * `ahead`: a priority that looks at what a job opens: the highest ratio of a block of jobs that begins with it, in a forest
    in which each job waits for one other at the most; for such a forest on one crew the order is optimal (Horn 1972).
  * `lower_bound`: no order is better.
  * `exact`: the best order by dynamic programming over sets (one crew) or by branch and bound (several).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from eagraph.analysis._course.black_start import Group, Waiting
from eagraph.work import counted

MOST_EXACT = {1: 16}
"""Jobs that are ordered exactly, by number of crews."""
MOST_EXACT_CREWS = 9
Times = dict[int, tuple[int, int, int]]
"""By job: when it begins, when it is done, and by which crew."""


@dataclass(frozen=True, eq=False)
class Jobs:
    """What is to be done: by job its time in milliseconds and its weight, and who waits for whom, in no ring."""

    work: dict[int, int]
    weight: dict[int, int]
    waiting: Waiting

    def ratio(self, job: int) -> float:
        """Smith's ratio; a job that takes no time comes first."""
        return self.weight[job] / self.work[job] if self.work[job] else float("inf")

    def groups(self, job: int) -> list[int]:
        """The groups a job waits for."""
        return self.waiting.of_needer.get(job, [])

    def cost(self, times: Times) -> int:
        """The sum of weight times completion."""
        return sum(self.weight[job] * end for job, (_, end, _) in sorted(times.items()))


def listed(jobs: Jobs, crews: int, priority: dict[int, float]) -> Times:
    """A schedule: the free crew takes the job of the highest priority among those that may begin; of equals the first.

    O((n + e) log n) for n jobs that wait for e others.
    """
    more = {g: group.more for g, group in jobs.waiting.groups.items()}
    open_ = {job: len(jobs.groups(job)) for job in jobs.work}
    ready = [(-priority[job], job) for job in sorted(jobs.work) if not open_[job]]
    heapify(ready)
    free = list(range(crews))
    busy: list[tuple[int, int, int]] = []
    times: Times = {}
    now = 0
    while ready or busy:
        while ready and free:
            _, job = heappop(ready)
            crew = heappop(free)
            times[job] = now, now + jobs.work[job], crew
            heappush(busy, (times[job][1], job, crew))
        now = busy[0][0]
        while busy and busy[0][0] == now:
            _, job, crew = heappop(busy)
            heappush(free, crew)
            for needer in _opened(jobs, job, more, open_):
                heappush(ready, (-priority[needer], needer))
    return times


def _opened(jobs: Jobs, done: int, more: dict[int, int], open_: dict[int, int]) -> list[int]:
    """Who may begin now that a job is done."""
    found = []
    for g in jobs.waiting.of_member.get(done, ()):
        more[g] -= 1
        needer = jobs.waiting.groups[g].needer
        if more[g] == 0:
            open_[needer] -= 1
            if not open_[needer]:
                found.append(needer)
    return found


def forest(jobs: Jobs, level: dict[int, int]) -> dict[int, int]:
    """For each job that surely waits, one it waits for: of those all of which are needed the one that can be done last."""
    earliest = dict.fromkeys(jobs.work, 0)
    parent = {}
    for job in sorted(jobs.work, key=lambda j: (level[j], j)):
        sure = [m for g in jobs.groups(job) for m in _surely(jobs, g) if m != job and level[m] < level[job]]
        if sure:
            parent[job] = max(sure, key=lambda m: (earliest[m], -m))
        earliest[job] = jobs.work[job] + (earliest[parent[job]] if job in parent else 0)
    return parent


def _surely(jobs: Jobs, group: int) -> Sequence[int]:
    members = jobs.waiting.groups[group].members
    return members if len(members) == jobs.waiting.groups[group].more else ()


def ahead(jobs: Jobs, parent: dict[int, int]) -> dict[int, float]:
    """Horn's priority: by job the highest ratio of weight to time of a block that begins with it and goes down its tree.

    Blocks are merged from the highest ratio: a block joins that of its parent, where the ratio of both together is the
    parent's, until each stands behind one with a higher ratio. O(n log n).
    """
    head = {job: job for job in jobs.work}
    weight, work = dict(jobs.weight), dict(jobs.work)
    version = dict.fromkeys(jobs.work, 0)
    priority: dict[int, float] = {}

    def ratio(job: int) -> float:
        return weight[job] / work[job] if work[job] else float("inf")

    def top(job: int) -> int:
        while head[job] != job:
            head[job] = head[head[job]]
            job = head[job]
        return job

    heap = [(-ratio(job), job, 0) for job in sorted(jobs.work)]
    heapify(heap)
    while heap:
        _, job, stamp = heappop(heap)
        if head[job] != job or stamp != version[job] or job in priority:
            continue
        priority[job] = ratio(job)
        if job in parent:
            above = top(parent[job])
            if above not in priority:
                head[job] = above
                weight[above] += weight[job]
                work[above] += work[job]
                version[above] += 1
                heappush(heap, (-ratio(above), above, version[above]))
    return priority


def lower_bound(jobs: Jobs, parent: dict[int, int], crews: int) -> float:
    """No order costs less.

    One crew: Horn's best order of the forest, which asks less than the whole. Several: the larger of what crews without
    number would need, and of the bound of Eastman, Even & Isaacs (1964) from one crew as fast as all of them together.
    """
    if crews == 1:
        return jobs.cost(listed(_only(jobs, parent), 1, ahead(jobs, parent)))
    end: dict[int, int] = {}
    for job in jobs.work:
        chain = [job]
        while chain[-1] not in end and chain[-1] in parent:
            chain.append(parent[chain[-1]])
        for one in reversed(chain):
            end.setdefault(one, jobs.work[one] + (end[parent[one]] if one in parent else 0))
    alone = sum(jobs.weight[job] * hours for job, hours in sorted(end.items()))
    smith = jobs.cost(listed(_only(jobs, {}), 1, {job: jobs.ratio(job) for job in jobs.work}))
    whole = sum(jobs.weight[job] * jobs.work[job] for job in sorted(jobs.work))
    return max(alone, smith / crews + (crews - 1) / (2 * crews) * whole)


def _only(jobs: Jobs, parent: dict[int, int]) -> Jobs:
    """The same jobs, each waiting for its parent alone."""
    groups = {job: Group(job, (above,), 1) for job, above in parent.items()}
    return Jobs(jobs.work, jobs.weight, Waiting.among(frozenset(jobs.work), groups))


def exact(jobs: Jobs, crews: int, known: Times) -> Times:
    """The best schedule, at least as good as a known one; for at most `most_exact(crews)` jobs.

    One crew: the best last job of every set of jobs that can be done first, O(2^n n) (Held & Karp 1962).
    """
    return _one_crew(jobs) if crews == 1 else _Search(jobs, crews, known).best


def most_exact(crews: int) -> int:
    """How many jobs are ordered exactly."""
    return MOST_EXACT.get(crews, MOST_EXACT_CREWS)


def _one_crew(jobs: Jobs) -> Times:
    order = sorted(jobs.work)
    bit = {job: 1 << i for i, job in enumerate(order)}
    found = [[jobs.waiting.groups[g] for g in jobs.groups(job)] for job in order]
    waits = [[([bit[member] for member in group.members], group.more) for group in groups] for groups in found]
    elapsed = [0] * (1 << len(order))
    best: list[tuple[int, int] | None] = [None] * len(elapsed)
    best[0] = 0, 0
    for done in counted(range(len(elapsed)), len(elapsed), every=1024):
        before = best[done]
        if before is None:
            continue
        for i, job in enumerate(order):
            if done >> i & 1 or any(sum(bool(done & m) for m in members) < more for members, more in waits[i]):
                continue
            after = done | 1 << i
            elapsed[after] = elapsed[done] + jobs.work[job]
            this = before[0] + jobs.weight[job] * elapsed[after], i
            best[after] = min(best[after] or this, this)
    times: Times = {}
    left = len(elapsed) - 1
    while left:
        i = (best[left] or (0, 0))[1]
        left &= ~(1 << i)
        times[order[i]] = elapsed[left], elapsed[left] + jobs.work[order[i]], 0
    return times


class _Search:
    """Branch and bound over the order in which jobs begin; each begins as early as it can."""

    def __init__(self, jobs: Jobs, crews: int, known: Times) -> None:
        self.jobs, self.best, self.least = jobs, known, jobs.cost(known)
        self._extend({}, [0] * crews, 0)

    def _extend(self, times: Times, free: list[int], cost: int) -> None:
        left = [job for job in sorted(self.jobs.work) if job not in times]
        if not left:
            if cost < self.least:
                self.best, self.least = dict(times), cost
            return
        latest = max((begin for begin, _, _ in times.values()), default=0)
        crew = min(range(len(free)), key=lambda c: (free[c], c))
        if cost + sum(self.jobs.weight[job] * (max(free[crew], latest) + self.jobs.work[job]) for job in left) >= self.least:
            return
        for job in counted(left):
            ready = self._ready(job, times)
            if ready is None:
                continue
            begin = max(ready, free[crew])
            if begin >= latest:
                end = begin + self.jobs.work[job]
                after = {**times, job: (begin, end, crew)}
                self._extend(after, [*free[:crew], end, *free[crew + 1 :]], cost + self.jobs.weight[job] * end)

    def _ready(self, job: int, times: Times) -> int | None:
        """When enough of every group is done; None where that is not decided yet."""
        ready = 0
        for g in self.jobs.groups(job):
            group = self.jobs.waiting.groups[g]
            done = sorted(times[m][1] for m in group.members if m in times)
            if len(done) < group.more:
                return None
            ready = max(ready, done[group.more - 1])
        return ready
