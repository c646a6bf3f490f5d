"""Long work says how far it has come, and stops where its listener says so."""

import pytest

from counter_app.core.progress import Stopped, heard_by, steps


def test_nobody_need_listen() -> None:
    assert list(steps("abc")) == ["a", "b", "c"]


def test_each_step_is_heard_and_the_end() -> None:
    heard: list[tuple[int, int]] = []
    with heard_by(lambda done, of: heard.append((done, of))):
        assert list(steps("ab")) == ["a", "b"]
    assert heard == [(0, 2), (1, 2), (2, 2)]
    assert list(steps("c")) == ["c"]
    assert len(heard) == 3, "it listens no longer"


def test_a_listener_stops_the_work() -> None:
    def stop(count: int, _of: int) -> None:
        if count == 1:
            raise Stopped("Enough.")

    with heard_by(stop):
        work = steps("abc")
        assert next(work) == "a"
        with pytest.raises(Stopped, match="Enough"):
            next(work)
