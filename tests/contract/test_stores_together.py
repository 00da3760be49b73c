"""What every store promises when several use it at once, or one of them dies: readers see whole states, writers queue."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from eagraph.loading.changes import Changes, Stored
from eagraph.model.landscape import Node, Relationship
from eagraph.store import Store
from tests.conftest import Place
from tests.contract.loads import node, put, source, tie, told

MANY = [node(f"n{i:05}", name=f"Sak {i}", tags=("a", "b")) for i in range(6000)]
LONGEST_READ_S = 60.0
ROOT = Path(__file__).parents[2]

WRITER = """
import sys, time
from tests.contract.loads import node, source, tie
from eagraph.loading.changes import Changes
from eagraph.store import open_store
url, user, password = sys.argv[1:]
many = [node(f"n{i:05}") for i in range(12000)]
ties = [tie(n.id, "PART_OF", many[0].id) for n in many[1:]]
def hang(done, total):
    if done > 15000:
        print("half", flush=True)
        time.sleep(600)
store = open_store(url, (user, password) if user else None)
store.update(lambda _: (Changes(source(run="run-2"), many, ties), None), hang)
"""


def _in_time(reading: Callable[[], Stored]) -> Stored:
    """What a reader gets, if he does not have to wait."""
    pool = ThreadPoolExecutor(1)
    try:
        return pool.submit(reading).result(LONGEST_READ_S)
    finally:
        pool.shutdown(wait=False)


def test_a_reader_sees_the_old_state_while_a_load_writes_and_does_not_wait(place: Place, store: Store) -> None:
    put(store, [node("a")])
    before = told(store.read())
    other = place.open()
    seen: list[tuple[object, ...]] = []

    def work(stored: Stored) -> tuple[Changes, None]:
        seen.append(told(_in_time(other.read)))
        return Changes(source(run="run-2"), MANY), None

    def progress(done: int, total: int | None) -> None:
        if len(seen) < 3:
            seen.append(told(_in_time(other.read)))
            assert other.generation() == 1

    store.update(work, progress)
    assert seen == [before] * 3
    assert len(_in_time(other.read).nodes) == 6001
    other.close()


def test_readers_never_see_half_a_load(place: Place, store: Store) -> None:
    """Every load moves all things at once; a reader who sees two values has seen half of one."""
    things = [node(f"n{i}", users=0) for i in range(400)]
    ring = [tie(things[i - 1].id, "DEPENDS_ON", things[i].id, k=0) for i in range(400)]
    put(store, things, ring)
    seen: list[Stored] = []
    is_over = threading.Event()

    def watch() -> None:
        other = place.open()
        while not is_over.is_set():
            seen.append(other.read())
        other.close()

    with ThreadPoolExecutor(2) as pool:
        watching = [pool.submit(watch) for _ in range(2)]
        for number in range(1, 9):
            put(store, *_moved(things, ring, number))
        is_over.set()
        for one in watching:
            one.result()
    values = [{*(n.properties["users"] for n in s.nodes), *(r.properties["k"] for r in s.relationships)} for s in seen]
    assert values == [{s.generation - 1} for s in seen]


def _moved(things: list[Node], ring: list[Relationship], number: int) -> tuple[list[Node], list[Relationship]]:
    return (
        [replace(n, properties={"users": number}) for n in things],
        [replace(r, properties={"k": number}) for r in ring],
    )


def test_two_writers_take_turns_and_none_loses_what_the_other_wrote(place: Place, store: Store) -> None:
    put(store, [node("counter", users=0)])

    def count(name: str) -> None:
        mine = place.open()
        for turn in range(5):
            mine.update(_counting(f"{name}-{turn}"))
        mine.close()

    with ThreadPoolExecutor(2) as pool:
        for one in [pool.submit(count, name) for name in ("a", "b")]:
            one.result()
    read = store.read()
    assert read.nodes[-1].id == "counter"
    assert read.nodes[-1].properties == {"users": 10}
    assert [n.id for n in read.nodes[:-1]] == [f"{name}-{turn}" for name in "ab" for turn in range(5)]
    assert read.generation == 11


def _counting(name: str) -> Callable[[Stored], tuple[Changes, None]]:
    """A load that reads a number, takes its time, and writes the next."""

    def work(stored: Stored) -> tuple[Changes, None]:
        before = next(n.properties["users"] for n in stored.nodes if n.id == "counter")
        assert isinstance(before, int)
        time.sleep(0.01)
        return Changes(source(run=name), [node("counter", users=before + 1), node(name)]), None

    return work


def test_a_load_killed_in_the_middle_leaves_the_store_as_it_was(place: Place, store: Store) -> None:
    put(store, [node("a"), node("b")], [tie("a", "HOSTS", "b")])
    before = told(store.read())
    user, password = place.credentials or ("", "")
    command = [sys.executable, "-c", WRITER, place.url, user, password]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout
        assert process.stdout.readline().strip() == "half"
        assert told(store.read()) == before
        process.send_signal(signal.SIGKILL)
    assert told(store.read()) == before
    put(store, [node("c")])
    assert [n.id for n in store.read().nodes] == ["a", "b", "c"]
