"""The ledger as a page of HTML: whole, parsed as it was meant, nothing in it runs or is fetched."""

from dataclasses import replace
from html.parser import HTMLParser

from counter_app.documents import ledger_page
from counter_app.documents.workbook import ledger_heads
from tests.documents.paper_makers import ledger

_VOID = {"meta"}


class Page(HTMLParser):
    """What a browser would make of it: the open elements, the cells, every name of an element."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.open: list[str] = []
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.rows: list[list[str]] = []
        self.text = ""
        self.feed(content.decode("utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _value in attrs}
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.open and self.open[-1] in ("td", "th"):
            self.rows[-1][-1] += data


def test_every_row_of_the_ledger_stands_in_it() -> None:
    paper = ledger(15)
    page = Page(ledger_page.draw(paper))
    assert page.open == []
    heads, *rows = page.rows
    assert heads == ledger_heads(paper.words)
    assert [row[0] for row in rows] == [str(row.number) for row in paper.rows]
    assert [row[1] for row in rows] == [row.code for row in paper.rows]
    assert all(len(row) == 13 for row in rows)
    assert paper.chain_head in page.text
    assert paper.summary in page.text


def test_an_empty_ledger_says_so() -> None:
    paper = ledger(0)
    page = Page(ledger_page.draw(paper))
    assert page.rows[1:] == [[paper.words["empty"]]]


def test_a_name_that_looks_like_a_page_stays_a_name() -> None:
    paper = ledger(1)
    evil = '<script>alert("x")</script> & <img src=x onerror=y> </table>'
    row = replace(paper.rows[0], applicant=evil, note=evil, code=evil, address=evil)
    page = Page(ledger_page.draw(replace(paper, rows=(row,), summary=evil, lines=(evil,))))
    assert page.open == []
    assert page.rows[1][4] == evil
    assert not page.names & {"script", "img", "link", "iframe", "object"}
    assert not {name for name in page.attributes if name.startswith("on")} | page.attributes & {"src", "href"}


def test_nothing_runs_and_nothing_is_fetched() -> None:
    text = ledger_page.draw(ledger(3)).decode("utf-8")
    assert "default-src 'none'" in text
    assert "http" not in text.replace("http-equiv", "")
    assert "url(" not in text
