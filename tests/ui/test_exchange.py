"""F8: nodes and how they stand, files in and out, and what to do when something is missing."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from counter_app import i18n
from counter_app.config import Home
from counter_app.core.records import NewDossier, Officer
from counter_app.core.times import parse_time
from counter_app.demo import OFFICE
from counter_app.services import accounts, exchange, exchange_overview, nodes, queries, reception
from counter_app.services.desk import Desk, close_desk, create_office, open_desk
from counter_app.ui.pages.exchange import ExchangePage
from counter_app.ui.pages.exchange.nodes import missing_count
from counter_app.ui.pages.exchange.said import imported_words
from counter_app.ui.session import Said, Session
from counter_app.ui.window import Window
from tests.conftest import NOW, Clock
from tests.ui.exchange_office import _closed, page
from tests.ui.hands import clipped, press, unnamed
from tests.ui.pages import Dossiers

__all__ = ["_closed", "page"]

CTRL = Qt.KeyboardModifier.ControlModifier
HAMLET = "Điểm tiếp nhận thôn Thượng"


@pytest.fixture
def hamlet(tmp_path: Path, officers: dict[str, Officer], new_dossier: Callable[..., NewDossier]) -> Path:
    """A folder with the key file and a bundle of another office, made there and closed again."""
    folder = tmp_path / "stick"
    folder.mkdir()
    at = parse_time("2026-11-20T08:00:00")
    home = Home(tmp_path / "hamlet")
    office = replace(OFFICE, node="0131", name=HAMLET)
    desk = create_office(home, office, at, lambda: NOW)
    accounts.add_officer(desk, officers["an"], "1234", at)
    reception.receive(desk, new_dossier(), officers["an"], at)
    (folder / "0131.toml").write_text(nodes.node_file(desk), encoding="utf-8")
    exchange.export(desk, folder, NOW)
    close_desk()
    return folder


@pytest.fixture
def desk(hamlet: Path, home: Home, clock: Clock) -> Desk:
    """This office, opened after the other one was closed: one database is open at a time."""
    return open_desk(home, clock)


def table(page: ExchangePage) -> list[list[str]]:
    rows = page.table.rows
    return [[column.text(rows.row(n)) for column in rows.columns] for n in range(rows.rowCount())]


def bundle(folder: Path) -> Path:
    (file,) = folder.glob("0131-*.hsb")
    return file


def test_this_office_stands_first_with_its_key(page: ExchangePage, session: Session) -> None:
    own = nodes.show_key(session.desk)
    (row,) = table(page)
    assert row[:2] == ["0117", "UBND xã Đông Phù (here)"]
    assert page.told.number.text() == own.fingerprint
    assert page.told.number_card.isVisible()


def test_the_next_file_says_what_it_would_hold(
    page: ExchangePage, session: Session, dossiers: Dossiers, qtbot: QtBot
) -> None:
    dossiers.ready()
    page.open()
    head = nodes.nodes(session.desk)[0].reached
    qtbot.waitUntil(lambda: page.bundle.count.text() == str(head), timeout=20_000)
    assert page.bundle.what.text() == "events of 1 dossier"
    assert page.bundle.numbers.text() == f"no. 1 to {head}"


def test_export_by_one_key_into_the_remembered_folder(
    page: ExchangePage, session: Session, said: list[Said], qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "usb"
    folder.mkdir()
    page.bundle.folder.set_text(str(folder))
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: said[-1].kind == "done", timeout=20_000)
    (file,) = folder.glob("*.hsb")
    assert said[-1].thing == file.name
    assert session.station.export_folder == str(folder)
    assert page.export_button.isEnabled()
    assert table(page)[0][3] == "sent 23/11 15:40"


@pytest.mark.parametrize(
    ("folder", "sentence"), [("", "Choose the folder first."), ("/no/such", "is not there")]
)
def test_a_folder_that_is_none_is_said_beside_the_field(
    page: ExchangePage, folder: str, sentence: str
) -> None:
    page.bundle.folder.set_text(folder)
    press(Qt.Key.Key_Return, CTRL)
    assert sentence in page.bundle.folder.field.problem()
    assert page.bundle.folder.field.edit.hasFocus()
    assert page.bundle.problem.isVisible()


def test_a_file_of_an_unknown_office_is_refused_and_says_why(
    page: ExchangePage, hamlet: Path, said: list[Said], qtbot: QtBot, session: Session
) -> None:
    page.import_file(bundle(hamlet))
    qtbot.waitUntil(lambda: said[-1].kind == "problem", timeout=20_000)
    assert "0131" in said[-1].sentence
    assert len(nodes.nodes(session.desk)) == 1


def test_an_office_is_known_then_its_file_is_taken_in_and_once_more_changes_nothing(
    page: ExchangePage, hamlet: Path, said: list[Said], qtbot: QtBot, session: Session
) -> None:
    page.add_node(hamlet / "0131.toml")
    assert said[-1].thing == HAMLET
    assert page.table.chosen().node.name == HAMLET  # type: ignore[union-attr]
    assert table(page)[1][2] == "known"
    page.import_file(bundle(hamlet))
    qtbot.waitUntil(lambda: said[-1].kind == "done", timeout=20_000)
    assert said[-1].sentence == f"File of {HAMLET} taken in: 3 new events, 0 were here already."
    assert page.told.headline.text() == f"File of {HAMLET} taken in, nos. 1 - 3"
    row = table(page)[1]
    assert row == ["0131", HAMLET, "sends to us", "written 23/11 15:40", "3", "", "complete"]
    page.import_file(bundle(hamlet))
    qtbot.waitUntil(lambda: "0 new events, 3 were here already" in said[-1].sentence, timeout=20_000)
    found = queries.search(session.desk, "Đặng Thị Diễm", at=NOW)
    assert found.total == 1


def test_an_altered_file_is_refused_whole(
    page: ExchangePage, hamlet: Path, said: list[Said], qtbot: QtBot, session: Session
) -> None:
    page.add_node(hamlet / "0131.toml")
    file = bundle(hamlet)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(bytes(content))
    page.import_file(file)
    qtbot.waitUntil(lambda: said[-1].kind == "problem", timeout=20_000)
    assert nodes.nodes(session.desk)[1].reached == 0


def test_a_gap_is_said_with_what_to_do(page: ExchangePage, session: Session) -> None:
    page.open()
    line = nodes.NodeLine(
        number="0132",
        name="Điểm tiếp nhận thôn Hạ",
        fingerprint="",
        own=False,
        epoch=1,
        reached=117,
        gaps=("118-120",),
    )
    page.table.show_nodes([*page._standings, exchange_overview.NodeStanding(node=line)])
    page.table.choose_node("0132")
    assert page.told.headline.text() == "Events 118-120 of Điểm tiếp nhận thôn Hạ are missing"
    assert "from no. 118 on" in page.told.steps.text()
    assert table(page)[1][5:] == ["118-120", "3 events missing"]


def test_what_is_missing_of_an_earlier_epoch_is_named(page: ExchangePage) -> None:
    line = nodes.NodeLine(
        number="0132",
        name="Điểm tiếp nhận thôn Hạ",
        fingerprint="0000 0000 0000 0000",
        own=False,
        epoch=2,
        reached=5,
        earlier_gaps=((1, "8-9"),),
    )
    page.table.show_nodes([*page._standings, exchange_overview.NodeStanding(node=line)])
    page.table.choose_node("0132")
    assert page.told.headline.text() == "Events 8-9 of epoch 1 of Điểm tiếp nhận thôn Hạ are missing"
    assert "ask it to export for this office again" in page.told.steps.text()
    assert "waits" not in page.told.text.text()
    assert table(page)[1][5:] == ["8-9 of epoch 1", "2 events missing"]


def test_what_waits_is_counted_apart_from_what_an_epoch_lost(page: ExchangePage) -> None:
    line = nodes.NodeLine(
        number="0132",
        name="Điểm tiếp nhận thôn Hạ",
        fingerprint="",
        own=False,
        epoch=2,
        reached=5,
        gaps=("6-8",),
        earlier_gaps=((1, "3"), (1, "8-9")),
        earlier_waits=((1, "3"),),
    )
    page.table.show_nodes([*page._standings, exchange_overview.NodeStanding(node=line)])
    page.table.choose_node("0132")
    text = page.told.text.text()
    assert "4 events have not arrived. What came after them waits" in text
    assert "2 events from before it was brought back from a backup have not arrived." in text
    assert "ask it to export for this office again" in page.told.steps.text()
    QApplication.processEvents()
    assert clipped(page) == []


def test_the_strip_says_that_events_wait_only_where_they_do() -> None:
    done = exchange.Imported(
        node="0132", epoch=1, first_seq=1, last_seq=3, applied=3, already=0, gaps=("4-6",),
        notices=("Missing from before.",),
    )  # fmt: skip
    assert imported_words(done, HAMLET) == ("caution", "Missing from before.")
    done = replace(done, last_seq=5, waiting=1, gaps=("4", "6"), waits_for=("4",))
    assert "1 events wait because 4 is missing" in imported_words(done, HAMLET)[1]


def test_missing_events_are_counted() -> None:
    line = nodes.NodeLine(
        number="0132", name="", fingerprint="", own=False, epoch=2, reached=5, gaps=("118-120", "7"),
        earlier_gaps=((1, "8-9"),),
    )  # fmt: skip
    assert missing_count(line) == 6


def test_the_own_key_is_saved_for_the_other_office(
    page: ExchangePage, tmp_path: Path, said: list[Said]
) -> None:
    page.save_key(tmp_path / "0117.toml")
    text = (tmp_path / "0117.toml").read_text(encoding="utf-8")
    assert nodes.show_key(page.session.desk).public_key in text
    assert said[-1].kind == "done"


def test_the_next_file_for_a_known_office(page: ExchangePage, hamlet: Path, qtbot: QtBot) -> None:
    page.add_node(hamlet / "0131.toml")
    assert page.receiver() == "0131"
    qtbot.waitUntil(lambda: page.bundle.office.whole() == f"for {HAMLET}", timeout=20_000)
    page.table.choose_row(0)
    everybody = "for any office that knows our key"
    qtbot.waitUntil(lambda: page.bundle.office.whole() == everybody, timeout=20_000)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1366, 690), (1280, 720), (960, 540)])
def test_nothing_is_cut_off_and_everything_has_a_name(
    session: Session,
    show: Callable[..., QWidget],
    hamlet: Path,
    qtbot: QtBot,
    width: int,
    height: int,
    language: str,
) -> None:
    i18n.use(language)
    window = show(Window(session, "exchange"), width, height)
    assert isinstance(window, Window)
    page = window.page()
    assert isinstance(page, ExchangePage)
    qtbot.waitUntil(lambda: page.bundle.count.text() != "", timeout=20_000)
    QApplication.processEvents()
    assert clipped(page) == []
    page.add_node(hamlet / "0131.toml")
    QApplication.processEvents()
    assert clipped(page) == []
    assert unnamed(page) == []
