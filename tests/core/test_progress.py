"""Long work says how far it has come, and stops where its listener says so."""

import pytest

from counter_app.core.progress import Stopped, batches, heard_by


def test_nobody_need_listen() -> None:
    assert list(batches("abcde", 5, 2)) == [["a", "b"], ["c", "d"], ["e"]]
    assert list(batches("", 0, 2)) == []


def test_each_part_is_heard_and_the_end() -> None:
    heard: list[tuple[int, int]] = []
    with heard_by(lambda done, of: heard.append((done, of))):
        assert list(batches("abc", 3, 2)) == [["a", "b"], ["c"]]
    assert heard == [(0, 3), (2, 3), (3, 3)]
    assert list(batches("c", 1, 2)) == [["c"]]
    assert len(heard) == 3, "it listens no longer"


def test_a_listener_stops_the_work() -> None:
    def stop(count: int, _of: int) -> None:
        if count == 1:
            raise Stopped("Enough.")

    with heard_by(stop):
        work = batches("abc", 3, 1)
        assert next(work) == ["a"]
        with pytest.raises(Stopped, match="Enough"):
            next(work)
