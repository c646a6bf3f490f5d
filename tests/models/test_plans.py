"""No act, look-up or list reads a whole table: what is quick with ten dossiers is quick with a million."""

import ast
import logging
from datetime import timedelta
from pathlib import Path

import pytest

from counter_app.core.events import Printed
from counter_app.core.records import PrintOutcome
from counter_app.core.states import Status
from counter_app.models import base, dossiers, exchange, fast_matters, foreign, journal, not_printed
from counter_app.models import office as offices
from tests.models.makers import (
    DAY,
    NODE,
    START,
    append,
    chain,
    finish,
    hand_over,
    receive,
    received,
    scan,
    take_in,
)

#: Tables that grow with the years.
GROWING = ("journal", "dossier", "state", "d", "t1", "t2")


@pytest.mark.sqlite_only
def test_every_query_of_the_desk_goes_by_an_index(database: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "peewee")
    _a_day_at_the_desk()
    seen = [ast.literal_eval(one.getMessage()) for one in caplog.records if one.name == "peewee"]
    caplog.set_level(logging.WARNING, "peewee")
    explained = 0
    for sql, parameters in seen:
        if sql.split()[0] not in ("SELECT", "INSERT", "UPDATE", "DELETE"):
            continue
        for *_numbers, detail in base.fetch(f"EXPLAIN QUERY PLAN {sql}", parameters or ()):
            words = detail.split()
            whole = words[0] == "SCAN" and words[1] in GROWING and "INDEX" not in words
            assert not whole or "LIMIT" in sql, (detail, sql)
            explained += 1
    assert explained > 40


def _a_day_at_the_desk() -> None:
    state = receive(1)
    append(state.scan_number, Printed(form="receipt", copy=0, outcome=PrintOutcome.FAILED))
    hand_over(finish(receive(2), START + timedelta(hours=1)), START + timedelta(hours=2))
    take_in(chain([(scan(9, node="0200"), received(9), START)]))
    offices.count_use("Quầy 1", "1.004873")
    offices.favourites("Quầy 1")
    journal.head()
    journal.events_of(state.scan_number)
    journal.events_between(NODE, 1, 1, 5)
    journal.dossiers_between(NODE, 1, 1, 5)
    foreign.gaps()
    exchange.nodes()
    dossiers.scan_number_of(state.code)
    dossiers.rows([1, 2])
    dossiers.ids_between(DAY, DAY, limit=10)
    dossiers.of_person("099090000001")
    dossiers.of_person("099090000001", old_id="012345678")
    dossiers.newer_number("012345678")
    dossiers.of_person("", "Nguyễn Văn Đức", "0900000001")
    not_printed.ids()
    dossiers.due_between(DAY, DAY)
    dossiers.overdue_ids(DAY)
    dossiers.in_status(Status.FINISHED, finished_before=DAY)
    dossiers.figures_of(DAY)
    dossiers.load(DAY, DAY)
    not_printed.count()
    list(not_printed.papers(10))
    not_printed.papers_count()
    fast_matters.of_day(DAY)
    for text in ("", "nguyễn", "H99.017-261123-0001"):
        dossiers.find(text, on=DAY)
        dossiers.find(text, on=DAY, statuses=[Status.FINISHED])
        dossiers.find(text, on=DAY, overdue=True)
