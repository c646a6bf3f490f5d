"""Rows on pages: in order, none lost, nothing parted that belongs together."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from counter_app.documents.flow import Row, height, kept, paged, unparted
from counter_app.documents.page import Drawing


def nothing(_drawing: Drawing, _y: float) -> None:
    """A row of a test draws nothing."""


def rows(count: int, **fields: object) -> list[Row]:
    return [Row(5, nothing, **fields) for _number in range(count)]  # type: ignore[arg-type]


def test_what_fits_is_one_page() -> None:
    (page,) = paged(rows(4), 10, 0, 30)
    assert [y for _row, y in page] == [15, 20, 25, 30]


def test_a_gap_is_dropped_at_the_top_of_a_page() -> None:
    pages = paged(rows(3, gap=2), 0, 1, 12)
    assert [[y for _row, y in page] for page in pages] == [[5, 12], [6]]


def test_rows_kept_together_go_on_together() -> None:
    pages = paged([*rows(3), *kept(rows(3))], 0, 0, 20)
    assert [len(page) for page in pages] == [3, 3]
    assert height(kept(rows(3))) == 15


def test_more_than_a_page_holds_is_parted() -> None:
    assert [len(page) for page in paged(kept(rows(9)), 0, 0, 20)] == [4, 4, 1]


def test_a_paragraph_leaves_two_lines_at_either_side() -> None:
    pages = paged([*rows(3), *unparted(rows(4))], 0, 0, 20)
    assert [len(page) for page in pages] == [3, 4]
    assert [row.keep for row in unparted(rows(5))] == [True, False, False, True, False]
    assert [row.keep for row in unparted(rows(1))] == [False]


def test_a_table_that_goes_on_repeats_its_head() -> None:
    head = Row(6, nothing)
    pages = paged(rows(5, head=head), 0, 0, 20)
    assert pages[0][0] == (head, 6)
    assert all(page[0][0] is head for page in pages)


def test_a_row_may_stand_otherwise_at_the_top_of_a_page() -> None:
    row = Row(5, nothing, gap=3, top=(2, nothing))
    assert [[y for _row, y in page] for page in paged([row] * 3, 0, 0, 10)] == [[2, 10], [2]]


@given(
    st.lists(
        st.builds(
            Row,
            down=st.floats(1, 9),
            paint=st.just(nothing),
            gap=st.floats(0, 4),
            depth=st.floats(0, 3),
            keep=st.booleans(),
        ),
        max_size=60,
    )
)
def test_every_row_stands_once_in_its_order_above_the_limit(made: list[Row]) -> None:
    pages = paged(made, 10, 5, 40)
    assert [row for page in pages for row, _y in page] == made
    assert all(y + row.depth <= 40 + 1e-9 for page in pages for row, y in page)
    for page in pages:
        heights = [y for _row, y in page]
        assert heights == sorted(heights)
    assert made == [replace(row) for row in made]
