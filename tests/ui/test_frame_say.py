"""What goes wrong is said once, in the right place, and never ends the program."""

import logging

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter_app.errors import BadInput, NotFound
from counter_app.services import queries
from counter_app.ui import say, tasks
from counter_app.ui.dialogs.crash import CrashDialog
from counter_app.ui.session import Said, Session


class Form:
    """A page that has one field."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.problems: dict[str, str] = {}

    def show_problem(self, field: str, sentence: str) -> bool:
        if field != "phone":
            return False
        self.problems[field] = sentence
        return True


def _refuse(error: Exception) -> None:
    raise error


def crash_dialogs() -> list[CrashDialog]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, CrashDialog) and one.isVisible()]


def test_an_answer_comes_back(session: Session) -> None:
    assert say.attempt(session, divmod, 7, 2) == (3, 1)


def test_a_mistake_of_the_officer_is_a_sentence_in_the_strip(session: Session, said: list[Said]) -> None:
    assert say.attempt(session, _refuse, NotFound("No such dossier; scan again.")) is None
    assert said == [Said("problem", "No such dossier; scan again.")]


def test_a_problem_of_a_field_stands_beside_the_field(session: Session, said: list[Said]) -> None:
    form = Form(session)
    say.attempt(form, _refuse, BadInput("Nine digits, ten are needed.", "phone"))
    say.attempt(form, _refuse, BadInput("Too many sets.", "sets"))
    assert form.problems == {"phone": "Nine digits, ten are needed."}
    assert [one.sentence for one in said] == ["Too many sets."], (
        "a field that is not there speaks in the strip"
    )


def test_a_mistake_of_ours_is_logged_without_values_and_shown_once(
    session: Session, said: list[Said], caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(2):
        assert say.attempt(session, _refuse, ValueError("Đặng Thị Diễm")) is None
    assert len(crash_dialogs()) == 1
    assert "ValueError" in crash_dialogs()[0].trace.toPlainText()
    assert len([one for one in caplog.records if one.levelno == logging.ERROR]) == 2
    assert "Diễm" not in caplog.text + crash_dialogs()[0].trace.toPlainText()
    assert not said
    crash_dialogs()[0].done_button.click()
    caplog.clear()


def test_a_job_beside_the_window_brings_its_answer(session: Session, qtbot: QtBot) -> None:
    answers: list[object] = []
    tasks.run(session, lambda: queries.search(session.desk, "", at=session.now()).total, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [0]


def test_a_job_that_fails_speaks_or_is_handed_on(session: Session, said: list[Said], qtbot: QtBot) -> None:
    failures: list[BaseException] = []
    tasks.run(session, lambda: _refuse(NotFound("Nothing there.")))
    tasks.run(session, lambda: _refuse(NotFound("Mine.")), failed=failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert ([one.sentence for one in said], str(failures[0])) == (["Nothing there."], "Mine.")


def test_only_the_newest_question_is_answered(session: Session, qtbot: QtBot) -> None:
    latest = tasks.Latest(session)
    answers: list[int] = []
    for number in range(5):
        latest.ask(lambda number=number: number, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    tasks.stop(session)
    assert answers == [4]


def test_after_a_failed_job_the_worker_goes_on(session: Session, qtbot: QtBot) -> None:
    answers: list[int] = []
    tasks.run(session, lambda: _refuse(NotFound("No.")))
    tasks.run(session, lambda: 1, answers.append)
    qtbot.waitUntil(lambda: answers == [1])
