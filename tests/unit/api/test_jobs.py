"""Long questions over HTTP: started, watched by whoever started them, cancelled, answered."""

from __future__ import annotations

import gc
import json
import time
import weakref
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from eagraph.api.site import create_site
from eagraph.locale import both
from eagraph.results import Result
from eagraph.work import advanced
from eagraph.workspace import Workspace

V1 = "/api/v1"


class Slow(Workspace):
    """A workspace whose work goes on until it is told to stop; everything around it is the real thing."""

    endless = False

    def analyse(self, name: str, params: Any) -> Result[Any]:
        def work() -> Result[Any]:
            for done in range(100_000 if self.endless else 1):
                advanced(done, 100_000)
                time.sleep(0.01 if self.endless else 0)
            return super(Slow, self).analyse(name, params)

        return self.jobs.run(both("Slow"), work)


@pytest.fixture
def slow(here: Any, tmp_path: Any) -> Slow:
    made = here.workspace(tmp_path)
    made.load([here.source(tmp_path / "small")])
    return Slow(made.settings)


@pytest.fixture
def client(here: Any, slow: Slow) -> Iterator[httpx.Client]:
    with here.served(create_site(slow)) as client:
        client.get(f"{V1}/landscape")
        yield client


def until(client: httpx.Client, job: str, state: str) -> dict[str, Any]:
    for _ in range(200):
        told: dict[str, Any] = client.get(f"{V1}/jobs/{job}").json()
        if told["state"] == state:
            return told
        time.sleep(0.05)
    raise AssertionError(told)


def test_a_question_is_started_and_answered(client: httpx.Client) -> None:
    started = client.post(f"{V1}/jobs", json={"analysis": "blast-radius", "params": {"failed": ["s:mail"]}})
    assert started.status_code == 202
    answer = client.get(f"{V1}/jobs/{started.json()['id']}/answer").json()
    direct = client.get(f"{V1}/analyses/blast-radius", params={"failed": "s:mail"}).json()
    assert answer == direct


def test_it_tells_how_far_it_is_and_stops_when_asked(client: httpx.Client, slow: Slow) -> None:
    slow.endless = True
    job = client.post(f"{V1}/jobs", json={"analysis": "cycles"}).json()["id"]
    with client.stream("GET", f"{V1}/jobs/events") as events:
        line = next(line for line in events.iter_lines() if line.startswith("data: [{"))
    assert next(told["id"] for told in json.loads(line.removeprefix("data: "))) == job
    assert client.delete(f"{V1}/jobs/{job}").status_code == 204
    assert until(client, job, "cancelled")["done"] < 100_000


def test_one_question_is_one_job(client: httpx.Client, slow: Slow) -> None:
    slow.endless = True
    job = client.post(f"{V1}/jobs", json={"analysis": "cycles"}).json()["id"]
    while not client.get(f"{V1}/jobs/{job}").json()["done"]:
        time.sleep(0.01)
    assert [told["id"] for told in client.get(f"{V1}/jobs").json()] == [job]
    client.delete(f"{V1}/jobs/{job}")


def test_what_a_cancelled_job_worked_on_is_let_go(slow: Slow) -> None:
    class Held:
        """Something large."""

    held: list[weakref.ref[Held]] = []

    def work() -> None:
        large = Held()
        held.append(weakref.ref(large))
        while True:
            advanced(0)
            time.sleep(0.01)

    job = slow.jobs.start(both("Slow"), work)
    while not held:
        time.sleep(0.01)
    job.cancel()
    assert job.wait(10)
    for _ in range(100):
        gc.collect()
        if held[0]() is None:
            break
        time.sleep(0.05)
    assert (job.state, held[0]()) == ("cancelled", None)


def test_others_do_not_see_it(client: httpx.Client, slow: Slow) -> None:
    slow.endless = True
    job = client.post(f"{V1}/jobs", json={"analysis": "cycles"}).json()["id"]
    with httpx.Client(base_url=client.base_url) as other:
        assert other.get(f"{V1}/jobs").json() == []
        assert other.delete(f"{V1}/jobs/{job}").status_code == 404
    client.delete(f"{V1}/jobs/{job}")


def test_whoever_hangs_up_ends_the_work(client: httpx.Client, slow: Slow) -> None:
    slow.endless = True
    with pytest.raises(httpx.ReadTimeout):
        client.get(f"{V1}/analyses/cycles", timeout=1)
    for _ in range(100):
        if not slow.jobs.running():
            break
        time.sleep(0.1)
    assert not slow.jobs.running()


def test_what_is_wrong_is_told(client: httpx.Client) -> None:
    assert client.post(f"{V1}/jobs", json={"analysis": "nix"}).status_code == 404
    assert client.post(f"{V1}/jobs", json={"analysis": "blast-radius"}).status_code == 400
    assert client.get(f"{V1}/jobs/99").status_code == 404
    failed = client.post(f"{V1}/jobs", json={"analysis": "blast-radius", "params": {"failed": ["s:never"]}}).json()
    assert client.get(f"{V1}/jobs/{failed['id']}/answer").status_code == 404
    assert until(client, failed["id"], "failed")["error"]["en"].startswith("There is nothing called")


def test_nobody_starts_without_end(client: httpx.Client, slow: Slow) -> None:
    slow.endless = True
    answers = [client.post(f"{V1}/jobs", json={"analysis": "cycles"}) for _ in range(12)]
    assert {answer.status_code for answer in answers} == {202, 400}
    for told in client.get(f"{V1}/jobs").json():
        client.delete(f"{V1}/jobs/{told['id']}")
