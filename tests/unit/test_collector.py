"""The cycle collector rests while records are made, and runs again afterwards, whoever asked and however it ended."""

from __future__ import annotations

import gc
import threading

import pytest

from eagraph.collector import resting_collector


def test_it_rests_inside_and_runs_again_after() -> None:
    with resting_collector():
        assert not gc.isenabled()
        with resting_collector():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_runs_again_after_an_error() -> None:
    with pytest.raises(ValueError, match="wrong"), resting_collector():
        raise ValueError("wrong")
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with resting_collector():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_it_runs_again_only_when_the_last_of_several_threads_is_done() -> None:
    first_is_in, second_is_in, first_is_out = threading.Event(), threading.Event(), threading.Event()
    seen = []

    def first() -> None:
        with resting_collector():
            first_is_in.set()
            second_is_in.wait()
        first_is_out.set()

    def second() -> None:
        first_is_in.wait()
        with resting_collector():
            second_is_in.set()
            first_is_out.wait()
            seen.append(gc.isenabled())

    threads = [threading.Thread(target=work) for work in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert seen == [False]
    assert gc.isenabled()
