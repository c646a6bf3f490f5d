"""Journals that go through an office: up from below, down from above, and back what was lost."""

from pathlib import Path

import pytest

from counter_app.core.records import NewDossier, Person
from counter_app.demo import OFFICERS
from counter_app.services import reception
from counter_app.services.desk import close_desk, open_desk
from tests.cli.desk_home import Counter
from tests.cli.exchange_homes import another_office, introduce
from tests.conftest import NOW


class Offices:
    """Our office 0117 with one above it (0001), one above that (0009) and one below (0217)."""

    def __init__(self, counter: Counter, stick: Path) -> None:
        self.stick = stick
        self.commune = counter
        self.province, self.ministry, self.hamlet = (
            another_office(counter, stick.parent / number, number, f"Cơ quan {number}")
            for number in ("0001", "0009", "0217")
        )
        for above, below in (
            (self.ministry, self.province),
            (self.province, self.commune),
            (self.commune, self.hamlet),
        ):
            introduce(above, below, stick, "--relation", "above")
            introduce(below, above, stick, "--relation", "below")

    def sent(self, sender: Counter, receiver: str) -> list[Path]:
        made = sender.done("export", "--to", self.stick, "--for", receiver)
        return [Path(one) for one in (made["file"], *made["carried"])]

    def give(self, sender: Counter, receiver: Counter, number: str, *, heard: bool = True) -> list[str]:
        """Export and import; whose journals they were. Where it is ``heard``, it is acknowledged."""
        files = self.sent(sender, number)
        for file in files:
            taken = receiver.done("import", file)
            if heard and taken["acknowledgement"]:
                sender.done("acknowledge", taken["acknowledgement"])
        return [file.name[:4] for file in files]


def receive(office: Counter) -> str:
    """The code of a dossier that an office without officers' PINs receives."""
    new = NewDossier(procedure="1.004873", applicant=Person(name="Trần Thị Lụa", phone="0900000187"))
    desk = open_desk(office.at, lambda: NOW)
    try:
        return reception.receive(desk, new, OFFICERS[0], NOW).code
    finally:
        close_desk()


@pytest.fixture
def offices(counter: Counter, stick: Path) -> Offices:
    return Offices(counter, stick)


def test_what_came_from_above_goes_down_and_not_back_up(offices: Offices) -> None:
    assert offices.give(offices.ministry, offices.province, "0001") == ["0009"]
    assert offices.give(offices.province, offices.commune, "0117") == ["0001", "0009"]
    assert offices.give(offices.hamlet, offices.commune, "0117") == ["0217"]
    assert offices.give(offices.commune, offices.hamlet, "0217") == ["0117", "0001", "0009"]
    assert offices.give(offices.commune, offices.province, "0001") == ["0117", "0217"]
    # The one above knows the hamlet through the commune alone, and passes it on upwards only.
    assert offices.give(offices.province, offices.ministry, "0009") == ["0001", "0117", "0217"]
    assert offices.commune.done("export", "--to", offices.stick, "--for", "0001")["events"] == 0
    hashes = {one.done("check")["state_hash"] for one in (offices.commune, offices.hamlet)}
    assert hashes == {offices.ministry.done("check")["state_hash"]}


def test_one_that_is_neither_gets_the_own_journal_alone(offices: Offices) -> None:
    other = another_office(offices.commune, offices.stick.parent / "0300", "0300", "Xã bên")
    introduce(other, offices.commune, offices.stick)
    introduce(offices.commune, other, offices.stick)
    offices.give(offices.hamlet, offices.commune, "0117")
    offices.give(offices.province, offices.commune, "0117")
    assert offices.give(offices.commune, other, "0300") == ["0117"]


@pytest.mark.sqlite_only  # an office on a server comes back by way of a file
def test_an_office_that_was_brought_back_gets_again_what_it_had_acknowledged(offices: Offices) -> None:
    """Its old acknowledgements, and those that come late, do not count any more."""
    copy = offices.commune.done("backup", "--to", offices.stick)["file"]
    lost = receive(offices.hamlet)
    (file,) = offices.sent(offices.hamlet, "0117")
    late = Path(offices.commune.done("import", file)["acknowledgement"]).read_text(encoding="ascii")
    offices.hamlet.done("acknowledge", late.strip())
    assert "nothing new" in offices.hamlet("export", "--to", offices.stick, "--for", "0117").out

    offices.commune.done("restore", copy)
    offices.give(offices.commune, offices.hamlet, "0217")
    assert "before it was brought back" in offices.hamlet("acknowledge", late.strip()).refusal
    assert offices.give(offices.hamlet, offices.commune, "0117") == ["0217"]
    assert offices.commune.done("show", lost)["applicant"]["name"] == "Trần Thị Lụa"


@pytest.mark.sqlite_only  # an office on a server comes back by way of a file
def test_what_two_lost_comes_back_from_the_third(offices: Offices) -> None:
    """The hamlet's last day is at the province alone; the commune believes it once the hamlet begins anew."""
    copies = [one.done("backup", "--to", offices.stick)["file"] for one in (offices.hamlet, offices.commune)]
    lost = receive(offices.hamlet)
    offices.give(offices.hamlet, offices.commune, "0117")
    offices.give(offices.commune, offices.province, "0001")
    offices.hamlet.done("restore", copies[0])
    offices.commune.done("restore", copies[1])

    offices.give(offices.hamlet, offices.commune, "0117")
    assert "0217" in offices.give(offices.commune, offices.province, "0001", heard=False)
    assert "0217" in offices.give(offices.province, offices.commune, "0117")
    offices.give(offices.commune, offices.hamlet, "0217")
    for office in (offices.commune, offices.hamlet):
        assert office.done("show", lost)["applicant"]["name"] == "Trần Thị Lụa"
    assert offices.hamlet.state()
