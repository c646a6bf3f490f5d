"""The records of printed forms are frozen: a paper that was drawn cannot be another one later."""

from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from counter_app.core.papers import LedgerRow
from counter_app.core.records import Collect


def test_a_row_of_the_ledger_cannot_be_changed():
    row = LedgerRow(
        number=1,
        code="H99.017-261123-0001",
        procedure="Đăng ký khai sinh",
        procedure_code="1.001193",
        sets=1,
        applicant="Trần Văn Bửu",
        address="",
        phone="",
        unit="",
        received=date(2026, 11, 23),
        due=date(2026, 11, 23),
        returned=None,
        collect=Collect.COUNTER,
        note="",
    )
    with pytest.raises(FrozenInstanceError):
        row.number = 2
