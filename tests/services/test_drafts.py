"""Forms that were begun: kept whole or not at all, for one officer, and for a week."""

import os
import stat
from datetime import timedelta

import pytest

from counter_app.core.records import Collect, FeeStatus, Paper, Person
from counter_app.errors import BadFile, DeviceProblem
from counter_app.services import drafts
from counter_app.services.drafts import Draft, DraftPaper
from tests.conftest import NOW

DRAFT = Draft(
    at=NOW,
    applicant=Person(name="Đặng Thị Diễm", citizen_id="099187000456", born="1987-03-14"),
    procedure="1.004873",
    submitter="Trần Văn Bửu",
    papers=(
        DraftPaper(paper=Paper(name="Tờ khai", originals=1), ticked=True),
        DraftPaper(paper=Paper(name="Bản án", certified=1), open=True),
    ),
    sets=2,
    fee="muoi",
    fee_status=FeeStatus.DUE,
    collect=Collect.POST,
    due_day="3/12/2026",
    visit=("0117261123000112",),
)


def test_what_is_kept_comes_back_for_its_officer_alone(desk, officers):
    drafts.write(desk, officers["an"], [DRAFT])
    assert drafts.read(desk, officers["an"], NOW) == (DRAFT,)
    assert drafts.read(desk, officers["duc"], NOW) == ()


def test_nobody_else_can_read_the_file_and_no_other_is_left(desk, officers):
    drafts.write(desk, officers["an"], [DRAFT])
    (path,) = desk.home.drafts.iterdir()
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    drafts.write(desk, officers["an"], ())
    assert list(desk.home.drafts.iterdir()) == []


def test_the_newest_are_kept_and_none_longer_than_a_week(desk, officers):
    several = [Draft(at=NOW - timedelta(days=n), applicant=Person(name=str(n))) for n in range(9, 0, -1)]
    drafts.write(desk, officers["an"], several)
    assert [one.applicant.name for one in drafts.read(desk, officers["an"], NOW)] == list("54321")
    kept = drafts.read(desk, officers["an"], NOW + timedelta(days=4))
    assert [one.applicant.name for one in kept] == list("21")


def test_what_nobody_came_back_for_goes_whose_ever_it_is(desk, officers):
    drafts.write(desk, officers["duc"], [DRAFT])
    drafts.write(
        desk, officers["chi"], [Draft(at=NOW + timedelta(days=3), applicant=Person(name="Vũ Thị Nga"))]
    )
    (desk.home.drafts / "an.new").write_text("half of a form")
    drafts.left_behind(desk, officers["an"], NOW + timedelta(days=6))
    assert sorted(path.stem for path in desk.home.drafts.iterdir()) == ["chi", "duc"]
    drafts.left_behind(desk, officers["an"], NOW + timedelta(days=7))
    assert [path.stem for path in desk.home.drafts.iterdir()] == ["chi"]


def test_a_damaged_file_of_somebody_else_hinders_nobody(desk, officers):
    drafts.write(desk, officers["an"], [DRAFT])
    (desk.home.drafts / "duc.json").write_bytes(b"{")
    assert drafts.left_behind(desk, officers["an"], NOW) != ()
    with pytest.raises(BadFile):
        drafts.left_behind(desk, officers["duc"], NOW)


@pytest.mark.parametrize("content", [b"\xff\xfe", b"{", b"[]", b'{"drafts":[{"at":"x"}]}', b'{"drafts":7}'])
def test_a_damaged_file_is_said_once_and_taken_away(desk, officers, content):
    drafts.write(desk, officers["an"], [DRAFT])
    (path,) = desk.home.drafts.iterdir()
    path.write_bytes(content)
    with pytest.raises(BadFile, match="is damaged; it was taken away"):
        drafts.read(desk, officers["an"], NOW)
    assert drafts.read(desk, officers["an"], NOW) == ()


def test_a_home_that_takes_no_file_is_one_sentence(desk, officers):
    desk.home.drafts.write_text("in the way")
    with pytest.raises(DeviceProblem, match="Receiving goes on"):
        drafts.write(desk, officers["an"], [DRAFT])
    with pytest.raises(DeviceProblem):
        drafts.read(desk, officers["an"], NOW)
