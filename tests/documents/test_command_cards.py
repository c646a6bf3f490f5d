"""The sheet of command cards: each is read as its command, and none is cut into."""

from functools import cache

import pytest
from PIL import Image

from counter_app.core.command_cards import Command, card_digits
from counter_app.core.scan import ScanKind, meaning
from counter_app.documents.command_cards import CARD, COLUMNS, INNER, ROWS, SIZE, CardGrid, draw
from counter_app.documents.symbols import code128
from tests.documents.page_readers import page_sizes, read_by_zbar, read_by_zxing, rendered, rules
from tests.documents.sheet_makers import command_cards
from tests.documents.sheet_reading import require_clear, require_read, whole_text


@pytest.mark.parametrize("law", ["2018", "2025"])
def test_every_card_says_what_it_does_and_how_it_is_used(law: str) -> None:
    text = whole_text(draw(command_cards(law)))
    for words in (
        *("TRẢ", "CHUYỂN", "IN LẠI", "BỔ SUNG", "HOÀN TÁC"),
        *("0000 000000 0001 95", "0000 000000 0002 92", "0000 000000 0003 89"),
        *("0000 000000 0004 86", "0000 000000 0005 83"),
        *("in cỡ 100 %", "TRẢ và HOÀN TÁC hỏi lại", "chỉ tính một lần"),
    ):
        assert words in text, words


@pytest.mark.parametrize("dpi", [203, 300])
def test_both_readers_read_every_card(dpi: int) -> None:
    content = draw(command_cards(), dpi)
    assert page_sizes(content) == [SIZE]
    require_clear(content)
    require_read(content, dpi, [[card_digits(one) for one in Command]])


@pytest.mark.parametrize("command", Command)
@pytest.mark.parametrize("dpi", [300, 600])
def test_a_card_that_was_cut_out_is_read_as_its_command(command: Command, dpi: int) -> None:
    left, top = COLUMNS[(command - 1) % 2], ROWS[(command - 1) // 2]
    sides = (left, top, left + CARD[0], top + CARD[1])
    card = sheet(dpi).crop([round(side * dpi / 25.4) for side in sides])
    (digits,) = read_by_zxing(card)
    assert read_by_zbar(card) == {digits}
    seen = meaning(digits)
    assert (seen.kind, seen.value) == (ScanKind.COMMAND, str(int(command)))


@cache
def sheet(dpi: int) -> Image.Image:
    return rendered(draw(command_cards(), dpi), dpi)


def test_bars_have_their_width_and_their_quiet_zones_on_the_card() -> None:
    grid = CardGrid(300)
    assert grid.bar == pytest.approx(0.508)
    assert 10 * grid.bar <= INNER + 1e-9
    assert INNER + len(code128(card_digits(Command.UNDO))) * grid.bar + 10 * grid.bar < CARD[0]


def test_no_mark_of_the_scissors_is_left_on_a_card() -> None:
    marks = [one for one in rules(draw(command_cards())) if 3 < max(one[2] - one[0], one[3] - one[1]) < 5]
    assert len(marks) == 8 * len(Command)
    for x1, y1, x2, y2 in marks:
        for left in COLUMNS:
            for top in ROWS:
                inside = (
                    max(x1, left) < min(x2, left + CARD[0]) - 0.1
                    and top + 0.1 < y2
                    and y1 < top + CARD[1] - 0.1
                )
                assert not inside, (x1, y1, x2, y2)


def test_a_long_word_of_an_office_gets_smaller_and_stays_on_its_card() -> None:
    paper = command_cards()
    words = {**paper.words, "word_1": "TRẢ KẾT QUẢ CHO NGƯỜI DÂN", "told_1": "Lời rất dài " * 20}
    require_clear(draw(type(paper)(words=words)))
