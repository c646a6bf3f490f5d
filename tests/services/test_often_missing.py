"""The papers that this office had to ask for most often, by procedure."""

from datetime import timedelta

from counter_app.core.life import MissingPaper
from counter_app.core.records import Person
from counter_app.models import asked, base
from counter_app.services import corrections, often_missing, processing, reception, supplements
from tests.conftest import NOW

MARITAL = "1.004873"
BUU = Person(name="Trần Văn Bửu")


def names_of(desk):
    return [paper.name for paper in desk.catalogue[MARITAL].papers]


def advise(desk, officers, *names, at=NOW, point=""):
    papers = [MissingPaper(name=name, point=point) for name in names]
    supplements.advise(desk, "supplement", MARITAL, BUU, officers["an"], at, papers)


def test_three_requests_within_a_year_make_a_paper_often_missing(desk, officers, new_dossier, clock):
    first, second = names_of(desk)[:2]
    advise(desk, officers, first, at=NOW - timedelta(days=366))
    advise(desk, officers, first)
    advise(desk, officers, first.upper(), second)
    assert often_missing.often_missing(desk, NOW) == {}
    scan = reception.receive(desk, new_dossier(), officers["an"], clock()).scan_number
    processing.forward(desk, scan, officers["an"], clock.pass_(minutes=5))
    supplements.request(desk, scan, [MissingPaper(name=first)], officers["dung"], clock.pass_(minutes=5))
    assert often_missing.often_missing(desk, clock()) == {MARITAL: (first,)}
    for _again in range(3):
        advise(desk, officers, second)
    assert often_missing.often_missing(desk, clock()) == {MARITAL: (second, first)}


def test_a_request_taken_back_a_paper_to_put_right_and_a_strange_name_do_not_count(
    desk, officers, new_dossier, clock
):
    first, second = names_of(desk)[:2]
    for _again in range(3):
        advise(desk, officers, second, point="thiếu chữ ký")
        advise(desk, officers, "Giấy không có trong danh mục")
    for _again in range(2):
        advise(desk, officers, first)
    scan = reception.receive(desk, new_dossier(), officers["an"], clock()).scan_number
    processing.forward(desk, scan, officers["an"], clock.pass_(minutes=5))
    supplements.request(desk, scan, [MissingPaper(name=first)], officers["dung"], clock.pass_(minutes=5))
    corrections.undo(desk, scan, officers["dung"], clock.pass_(minutes=1), "nhầm")
    assert often_missing.often_missing(desk, clock()) == {}


def test_the_requests_are_found_by_an_index(desk):
    plan = base.fetch("EXPLAIN QUERY PLAN " + asked._ASKED, ("2026", 9))
    assert any("journal_asked" in row[3] for row in plan), plan
