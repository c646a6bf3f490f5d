"""Two counters on one database, and a desk that is killed: no number twice, nothing confirmed lost."""

import subprocess
import sys
from pathlib import Path

from bench.campaign_kill import campaign
from counter_app.config import Home
from counter_app.core.codes import read_scan_number
from counter_app.models import audit, base, dossiers
from counter_app.models import office as offices
from tests.engines import Places
from tests.models.makers import DAY

ROOT = Path(__file__).resolve().parents[2]

#: Receives 40 dossiers with numbers of the counters, forwards each, and says them.
_COUNTER = """
import sys
from pathlib import Path
from counter_app.core.codes import dossier_code, scan_number
from counter_app.core.events import Forwarded
from counter_app.models import base, journal, office
from tests.models.makers import DAY, NODE, START, append, new_event, received

place = sys.argv[1]
base.open_database(place if "://" in place else Path(place))
print("ready", flush=True)
sys.stdin.readline()
for _ in range(40):
    with base.transaction():
        number = office.next_number(office.day_counter(DAY))
        ledger = office.next_number(office.ledger_counter(DAY.year))
        scan = scan_number(NODE, DAY, number)
        event = new_event(scan, received(number, ledger_number=ledger))
        journal.append([event], recorded_at=START)
    append(scan, Forwarded(to="Văn phòng"))
    print(scan, flush=True)
base.close_database()
"""


def _start(place: base.Place) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _COUNTER, str(place)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_two_counters_at_once_give_each_number_once_and_lose_none(database: base.Place) -> None:
    counters = [_start(database), _start(database)]
    said = []
    for one in counters:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in counters:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    for one in counters:
        output, _nothing = one.communicate(timeout=120)
        assert one.returncode == 0
        said += output.split()
    assert len(said) == len(set(said)) == 80
    assert sorted(read_scan_number(one).number for one in said) == list(range(1, 81))
    rows = dossiers.rows(range(1, 81))
    assert sorted(row.ledger_number for row in rows) == list(range(1, 81))
    assert {row.scan_number for row in rows} == set(said)
    assert {row.holder for row in rows} == {"Văn phòng"}
    assert offices.peek_number(offices.day_counter(DAY)) == 80
    assert audit.breaks() == (160, [])
    assert audit.differing() == []


def test_several_programs_create_one_database(places: Places, tmp_path: Path) -> None:
    """Each makes it aside; the first puts it in place, and the others find it whole."""
    place = places.new()
    script = "import sys; from pathlib import Path; from counter_app.models import base; "
    script += "sys.stdin.readline(); place = sys.argv[1]; "
    script += "base.open_database(place if '://' in place else Path(place)); base.close_database()"
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(place)], cwd=ROOT, stdin=subprocess.PIPE, text=True
        )
        for _ in range(6)
    ]
    for one in programs:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    for one in programs:
        one.communicate(timeout=60)
        assert one.returncode == 0
    base.open_database(place)
    assert offices.office() is None
    base.close_database()
    assert [file.name for file in tmp_path.iterdir()] == (
        ["counter.sqlite3"] if isinstance(place, Path) else []
    )


def test_a_desk_that_is_killed_loses_nothing_confirmed(tmp_path: Path) -> None:
    """The short form of the campaign in bench/."""
    (*_before, tally) = campaign(Home(tmp_path / "home"), runs=3, seed=5)
    assert tally.runs == 3
    assert tally.confirmed > 0
    assert tally.unconfirmed <= 3
    assert (tally.lost, tally.problems) == (0, 0)
