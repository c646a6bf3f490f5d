"""Papers that did not come out: named with whose they are, settled by who looked at the printer."""

from collections.abc import Callable

from counter_app.config import Home
from counter_app.core.prints import copy_number
from counter_app.core.records import NewDossier, Officer, PrintOutcome
from counter_app.services import printing_log, queries, reception, unprinted
from counter_app.services.desk import Desk, close_desk, open_desk
from tests.conftest import NOW, Clock


def forms(desk: Desk) -> list[tuple[str, str]]:
    return [(one.scan_number, one.paper.form) for one in unprinted.papers(desk)]


def test_receipts_and_slips_wait_over_a_restart_until_they_are_settled(
    desk: Desk, home: Home, officers: dict[str, Officer], new_dossier: Callable[..., NewDossier], clock: Clock
) -> None:
    an = officers["an"]
    number = reception.receive(desk, new_dossier(wants_receipt=True), an, NOW).scan_number
    printing_log.begin(desk, number, an, NOW, "control_slip")
    close_desk()
    desk = open_desk(home, clock)
    assert forms(desk) == [(number, "receipt"), (number, "control_slip")]
    assert unprinted.count(desk) == 2
    assert unprinted.waits(desk, number, "control_slip", 0)

    unprinted.settle(desk, number, "control_slip", an, NOW, came_out=False)
    assert not unprinted.waits(desk, number, "control_slip", 0)
    assert forms(desk) == [(number, "receipt"), (number, "control_slip")], "it did not come out"
    for form in ("receipt", "control_slip"):
        unprinted.settle(desk, number, form, an, NOW, came_out=True)
    assert unprinted.count(desk) == 0 == len(forms(desk))
    assert [one.outcome for one in queries.dossier(desk, number).prints[-2:]] == [PrintOutcome.PRINTED] * 2


def test_what_is_known_already_is_not_recorded_twice(
    desk: Desk, officers: dict[str, Officer], new_dossier: Callable[..., NewDossier]
) -> None:
    an = officers["an"]
    number = reception.receive(desk, new_dossier(wants_receipt=True), an, NOW).scan_number
    for _time in range(2):
        unprinted.settle(desk, number, "receipt", an, NOW, came_out=False)
    for _time in range(2):
        state = unprinted.settle(desk, number, "receipt", an, NOW, came_out=True)
    assert len(state.prints) == 2
    assert copy_number(queries.dossier(desk, number)) == 1
