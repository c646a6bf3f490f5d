"""Who may sign in, and who may let others in."""

import pytest

from counter_app.core.records import Officer
from counter_app.core.states import Role
from counter_app.errors import BadInput, Duplicate, NotAllowed
from counter_app.services import accounts

NEW = Officer(login="lan", name="Vũ Thị Lan", role=Role.OFFICER)


def test_the_pin_proves_the_officer(desk, pins, officers):
    assert accounts.sign_in(desk, "an", pins["an"]) == officers["an"]
    for login, pin in [("an", "0000000"), ("an", ""), ("nobody", pins["an"]), ("an", pins["duc"])]:
        with pytest.raises(NotAllowed, match="login or the PIN is wrong"):
            accounts.sign_in(desk, login, pin)


def test_head_and_administrator_let_others_in(desk, officers, clock):
    for login in ("an", "dung", "van"):
        with pytest.raises(NotAllowed):
            accounts.add_officer(desk, NEW, "4711", clock(), officers[login])
    accounts.add_officer(desk, NEW, "4711", clock(), officers["it"])
    assert accounts.sign_in(desk, "lan", "4711") == NEW
    with pytest.raises(Duplicate):
        accounts.add_officer(desk, NEW, "4711", clock(), officers["chi"])


@pytest.mark.parametrize(
    ("officer", "pin", "field"),
    [
        (NEW, "12", "pin"),
        (NEW, "12a4", "pin"),
        (Officer(login="hai từ", name="A", role=Role.OFFICER), "1234", "login"),
        (Officer(login="lan", name=" ", role=Role.OFFICER), "1234", "name"),
    ],
)
def test_what_cannot_be_accepted_is_said(desk, clock, officer, pin, field):
    with pytest.raises(BadInput) as refused:
        accounts.add_officer(desk, officer, pin, clock())
    assert refused.value.field == field
    assert "lan" not in {one.login for one in accounts.officers(desk)}
