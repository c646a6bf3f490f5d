"""What somebody handed in before: the same matter within 30 days, and the last dossier to copy from."""

from dataclasses import replace

from counter_app.core.records import FastMatter, Person
from counter_app.core.times import parse_time
from counter_app.models import again, base
from counter_app.services import earlier, reception
from tests.conftest import NOW

MARITAL, BIRTH = "1.004873", "1.001193"


def received(desk, officers, new, at):
    return reception.receive(desk, new, officers["an"], parse_time(at))


def test_the_same_citizen_and_procedure_within_thirty_days(desk, officers, new_dossier):
    new = new_dossier()
    old = received(desk, officers, new, "2026-10-24T16:00:00")
    row = earlier.same_matter(desk, new.applicant, MARITAL, NOW)
    assert row is not None
    assert row.scan_number == old.scan_number
    assert earlier.same_matter(desk, new.applicant, BIRTH, NOW) is None
    assert earlier.same_matter(desk, replace(new.applicant, citizen_id="099187000457"), MARITAL, NOW) is None
    assert earlier.same_matter(desk, new.applicant, MARITAL, parse_time("2026-11-23T16:00:01")) is None
    newer = received(desk, officers, new, "2026-11-20T10:00:00")
    row = earlier.same_matter(desk, new.applicant, MARITAL, NOW)
    assert row is not None
    assert row.scan_number == newer.scan_number


def test_without_a_number_name_and_birth_date_decide_whatever_the_marks(desk, officers, new_dossier):
    old = received(desk, officers, new_dossier(), "2026-11-20T10:00:00")
    typed = Person(name="  dang thi  DIEM ", born="1987-03-14")
    row = earlier.same_matter(desk, typed, MARITAL, NOW)
    assert row is not None
    assert row.scan_number == old.scan_number
    assert earlier.same_matter(desk, replace(typed, born="1987-03-15"), MARITAL, NOW) is None
    assert earlier.same_matter(desk, replace(typed, born=""), MARITAL, NOW) is None
    assert earlier.same_matter(desk, replace(typed, name="Dang Thi Diu"), MARITAL, NOW) is None
    assert earlier.same_matter(desk, typed, MARITAL, NOW, since=parse_time("2026-11-20T10:00:01")) is None


def test_a_matter_done_while_they_waited_is_no_duplicate_and_nothing_to_copy_from(
    desk, officers, new_dossier, clock
):
    person = new_dossier().applicant
    before = received(desk, officers, new_dossier(), "2026-09-01T10:00:00")
    fast = FastMatter(procedure="2.000815", applicant=person, count=1, pages=2)
    reception.receive_fast(desk, fast, officers["an"], clock())
    assert earlier.same_matter(desk, person, "2.000815", NOW) is None
    last = earlier.last_dossier(desk, person)
    assert last is not None
    assert last.scan_number == before.scan_number
    assert earlier.last_dossier(desk, Person(name="Trần Văn Bửu", citizen_id="099090000111")) is None


def test_both_questions_are_answered_by_an_index(desk):
    of_citizen = base.fetch("EXPLAIN QUERY PLAN " + again._OF_CITIZEN, ("1", 9, MARITAL, "2026"))
    assert any("dossier_citizen" in row[3] for row in of_citizen)
    under = base.fetch("EXPLAIN QUERY PLAN " + again._UNDER, ("2026", MARITAL, 9))
    assert any("dossier_received" in row[3] for row in under)
