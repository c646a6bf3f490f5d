"""What a row of a list knows by itself."""

from datetime import timedelta

from counter_app.core.records import Collect, DossierRow
from counter_app.core.states import Status
from tests.core.journal_makers import NUMBER, START


def test_a_row_has_a_promise_once_it_has_a_number_in_the_ledger():
    values = {
        "id": 1,
        "scan_number": NUMBER,
        "code": "H99.017-261123-0042",
        "applicant": "Đặng Thị Diễm",
        "procedure_code": "1.004873",
        "procedure": "",
        "status": Status.REGISTERED,
        "holder": "Quầy 2",
        "received_at": START,
        "due_at": START + timedelta(days=4),
        "phone": "",
        "address": "",
        "finished_at": None,
        "returned_at": None,
        "collect": Collect.COUNTER,
        "sets": 1,
        "unit": "",
    }
    assert not DossierRow(**values, ledger_number=0, receipt_outcome=None).received
    assert DossierRow(**values, ledger_number=7, receipt_outcome=None).received
