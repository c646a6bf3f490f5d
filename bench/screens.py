"""Draw the window as pictures: every page, both looks and languages, at 100 and 150 %, and small.

    .venv/bin/python -m bench.screens                 everything, into out/screens
    .venv/bin/python -m bench.screens search office   only the scenes whose names begin so

Nothing is staged but the clock: a fictional office with dossiers of the last weeks is made, and
one without any ("new-..."); each scene is reached by keys and scans, as an officer reaches it.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench import scenes_fast
from bench.ready import SCENES as READY_SCENES
from bench.studio import NOW, Stage, draw, draw_all

CARD = "099187000456|123456789|Đặng Thị Diễm|14031987|Nữ|Thôn Trung, xã Đông Phù|01012022"


def main() -> int:
    """Draw everything, one process for each language and ratio of the screen."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("only", nargs="*", help="draw only scenes whose name begins so")
    parser.add_argument("--out", type=Path, default=Path("out/screens"))
    parser.add_argument("--homes", type=Path, default=None, help=argparse.SUPPRESS)
    parser.add_argument("--ratio", type=float, default=1.0, help=argparse.SUPPRESS)
    parser.add_argument("--language", default="vi", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.homes is not None:
        return draw(chosen.out, chosen.homes, chosen.ratio, chosen.language, SCENES, chosen.only)
    return draw_all(chosen.out, chosen.only)


def _reception_empty(_stage: Stage) -> None:
    pass


def _reception(stage: Stage) -> None:
    stage.scan(CARD)
    stage.window.page().setFocus()
    stage.window.show_page("reception")
    stage.type("xac nhan")


def _refused(stage: Stage) -> None:
    stage.scan("8934567890120")


def _page(page: str) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        stage.window.go(page)

    return play


def _search(stage: Stage) -> None:
    stage.window.go("search")
    stage.type("nguyen th")


def _dossier(which: str) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        stage.scan(next(stage.dossiers(which)))

    return play


def _calendar(step: str) -> Callable[[Stage], None]:
    """The calendar in the hands of the head: read, days marked, hours, promises that would move."""

    def play(stage: Stage) -> None:
        from datetime import date

        from PySide6.QtCore import Qt

        from counter_app.demo import OFFICERS

        stage.sign_in(next(one for one in OFFICERS if one.login == "chi"))
        stage.window.go("office")
        page = stage.window.page()
        page.choose(3)
        section = page.section()
        if step == "hours":
            section.hot_keys()["Ctrl+G"]()
            return
        section.months.setFocus()
        section.form.reason.set_text("sửa chữa trụ sở")
        section.months.choose(date(2026, 11, 26))
        section.hot_keys()["Ctrl+N"]()
        section.form.reason.set_text("làm bù ngày 26/11")
        section.months.choose(date(2026, 12, 5))
        section.hot_keys()["Ctrl+L"]()
        section.form.decision.set_text("125/QĐ-UBND")
        section.months.setFocus(Qt.FocusReason.OtherFocusReason)
        if step == "moves":
            section.primary()
            stage.settle()
            section.moves.turn()

    return play


def _handover(stage: Stage) -> None:
    stage.window.show_page("handover", next(stage.dossiers("ready")))


def _exchange(node: str, *keys: str) -> Callable[[Stage], None]:
    """The page of the exchange with this neighbour chosen, after ``keys``."""

    def play(stage: Stage) -> None:
        stage.window.go("exchange")
        stage.window.page().table.choose_node(node)
        stage.settle()
        for key in keys:
            stage.press(key)

    return play


def _unusual(name: str) -> Callable[[Stage], None]:
    return lambda stage: stage.open(name)


def _deed(key: str, text: str = "", *, who: int = 0, name: str = "") -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        from counter_app.demo import OFFICERS

        if who:
            stage.sign_in(OFFICERS[who])
        if name:
            stage.open(name)
        else:
            stage.open("plain")
        stage.press(key)
        if key == "Ctrl+E":
            stage.press("End")
        if key == "Ctrl+B" and not name:
            for one in ("Space", "Down", "Space", "Alt+G"):
                stage.press(one)
        stage.type(text)

    return play


def _sign_in(stage: Stage) -> None:
    from counter_app.app import shown_pins

    stage.sign_out(shown_pins(stage.studio.desk))


def _waiting_list(stage: Stage) -> None:
    stage.window.go("dossier")
    stage.press("Ctrl+3")


def _slip(stage: Stage) -> None:
    _reception(stage)
    stage.press("Return")
    stage.press("Ctrl+B")
    stage.press("Space")
    stage.press("Alt+G")
    stage.type("Bản sao quyết định ly hôn")


def _online(stage: Stage) -> None:
    _reception(stage)
    stage.press("Return")
    stage.press("Alt+H")


def _catalogue(stage: Stage) -> None:
    _section(stage, 4)


def _catalogue_import(stage: Stage) -> None:
    """A list of the province with a new procedure, changed ones and two rows that cannot be used."""
    import csv

    from counter_app.services import catalogue
    from counter_app.ui.pages.office.catalogue import CatalogueSection

    section = _section(stage, 4)
    assert isinstance(section, CatalogueSection)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "danh-muc-tinh.csv"
        catalogue.export(stage.studio.desk, file, NOW)
        with file.open(encoding="utf-8-sig", newline="") as written:
            heading, *rows = csv.reader(written)
        place = {name: number for number, name in enumerate(heading)}
        chosen = {row[0]: row for row in rows}
        chosen["1.004873"][place["commitment_kind"]] = "working_days"
        chosen["1.004873"][place["commitment_value"]] = "2"
        chosen["1.001612"][place["fee_text"]] = "100.000 đồng/lần."
        chosen["1.001612"][place["fee_amount"]] = "100000"
        rows[20][0] = "1.004"
        rows[40][place["deadline_kind"]] = "tuần"
        rows.append(["1.116214", "Công nhận hộ thoát nghèo", "Giảm nghèo", *[""] * (len(heading) - 3)])
        with file.open("w", encoding="utf-8-sig", newline="") as changed:
            csv.writer(changed).writerows([heading, *rows])
        section.open_preview(file)
        stage.settle()


def _printing(stage: Stage) -> None:
    """The calibration page was printed and scanned back from the second rung on."""
    from counter_app.core.codes import Reserved, reserved_number

    section = _section(stage, 7)
    section.print_page()
    stage.settle()
    for dots in (3, 4, 5):
        stage.scan(reserved_number(Reserved.CALIBRATION, dots))


def _unprinted(stage: Stage) -> None:
    """Papers that failed in every way in which they can."""
    from counter_app.core.records import PrintOutcome
    from counter_app.services import printing_log, unprinted

    session, desk = stage.session, stage.studio.desk
    kinds = (
        ("receipt", PrintOutcome.FAILED, "HP LaserJet M404"),
        ("receipt", PrintOutcome.UNKNOWN, "HP LaserJet M404"),
        ("control_slip", PrintOutcome.FAILED, ""),
        ("receipt", PrintOutcome.PENDING, ""),
    )
    if unprinted.count(desk) < len(kinds):
        numbers = list(stage.dossiers("ready"))
        for number, (form, outcome, printer) in zip(numbers, kinds, strict=False):
            copy = printing_log.begin(desk, number, session.officer, NOW, form)
            if outcome is not PrintOutcome.PENDING:
                printing_log.record(desk, number, copy, outcome, printer, session.officer, NOW, form)
    stage.press("Ctrl+Shift+P")


def _question(stage: Stage) -> None:
    from counter_app.ui.paper_watch import Paper, watch_of

    number = next(stage.dossiers("ready"))
    _reception(stage)
    watch_of(stage.session).ask(Paper({number: 0}, "receipt", "HP LaserJet M404"))


def _roll(stage: Stage) -> None:
    stage.session.change_station(sheet="roll80")
    _reception(stage)
    stage.press("Return")


def _section(stage: Stage, number: int):
    from counter_app.demo import OFFICERS

    stage.session.officer = next(one for one in OFFICERS if one.login == "chi")
    stage.window.go("office")
    page = stage.window.page()
    page.choose(number)
    return page.section()


#: What is drawn: name of the picture and how the scene is reached.
SCENES: dict[str, Callable[[Stage], None]] = {
    "reception-empty": _reception_empty,
    "reception": _reception,
    "refused": _refused,
    "search": _search,
    "handover-list": _page("handover"),
    "handover": _handover,
    "dossier-list": _page("dossier"),
    "dossier-open": _unusual("plain"),
    "dossier-ready": _dossier("ready"),
    "waiting-list": _waiting_list,
    "life-waiting": _unusual("waiting"),
    "life-extended": _unusual("extended"),
    "life-registered": _unusual("registered"),
    "deed-forward": _deed("Ctrl+H"),
    "deed-ask": _deed("Ctrl+B", "Bản sao quyết định ly hôn"),
    "deed-take-in": _deed("Ctrl+B", name="waiting"),
    "deed-extend": _deed("Ctrl+G", "04/12/2026", who=2),
    "deed-pay": _deed("Ctrl+T", name="payment"),
    "deed-correct": _deed("Ctrl+E", " Lan", name="waiting"),
    "deed-undo": _deed("Ctrl+Z", who=2, name="resting"),
    "reception-slip": _slip,
    "reception-online": _online,
    "fast": _page("fast"),
    **scenes_fast.SCENES,
    "ledger": _page("ledger"),
    "exchange": _page("exchange"),
    "exchange-above": _exchange("0001"),
    "exchange-gap": _exchange("0132"),
    "exchange-digits": _exchange("0131", "Ctrl+N"),
    "office": _page("office"),
    "calendar-marked": _calendar("marked"),
    "calendar-hours": _calendar("hours"),
    "calendar-moves": _calendar("moves"),
    "office-catalogue": _catalogue,
    "office-catalogue-import": _catalogue_import,
    "office-printing": _printing,
    "unprinted": _unprinted,
    "paper-question": _question,
    "reception-roll": _roll,
    "help": _page("help"),
    **READY_SCENES,
    "sign-in": _sign_in,
    "new-reception": _page("reception"),
    "new-search": _page("search"),
    "new-handover": _page("handover"),
    "new-dossier": _page("dossier"),
    "new-fast": _page("fast"),
    "new-ledger": _page("ledger"),
    "new-exchange": _page("exchange"),
    "new-office": _page("office"),
}


if __name__ == "__main__":
    sys.exit(main())
