"""The ledger as one page of HTML: for those without this program, in any browser, without a network.

No script, no picture, nothing from elsewhere; every word from outside is escaped. It prints on A4
landscape with its heads on every page.
"""

from collections.abc import Iterator
from datetime import date
from html import escape

from counter_app.core.papers import LedgerPaper
from counter_app.documents.text import composed
from counter_app.documents.workbook import Cell, ledger_cells, ledger_heads, ledger_title
from counter_app.i18n import short_date

_STYLE = """
:root { color-scheme: light; }
body { margin: 16px; color: #191c20; background: #fff; font: 14px/1.4 "Noto Sans", "Segoe UI", sans-serif; }
header p { margin: 0; }
header p:last-of-type { font-weight: 600; }
h1 { margin: 12px 0 4px; font-size: 20px; }
table { width: 100%; margin: 12px 0; border-collapse: collapse; font-size: 12px; }
th, td { padding: 4px 6px; border: 1px solid #848b94; text-align: left; vertical-align: top; }
th { background: #edeff2; }
td.n { text-align: right; font-variant-numeric: tabular-nums; }
td.d { white-space: nowrap; font-variant-numeric: tabular-nums; }
footer { color: #4a515a; font-size: 11px; overflow-wrap: anywhere; }
@page { size: A4 landscape; margin: 12mm; }
@media print {
  body { margin: 0; font-size: 11px; }
  table { font-size: 9px; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
}
"""

#: Nothing may run and nothing be fetched, whatever stands in a name.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def draw(paper: LedgerPaper) -> bytes:
    """The ledger as a page that opens by itself, in UTF-8."""
    return "\n".join(_lines(paper)).encode("utf-8")


def _lines(paper: LedgerPaper) -> Iterator[str]:
    words, title = paper.words, escape(ledger_title(paper))
    yield "<!doctype html>"
    yield '<html lang="vi"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield f"<title>{title}</title><style>{_STYLE}</style></head><body>"
    yield f"<header>{''.join(f'<p>{escape(composed(line))}</p>' for line in paper.lines)}</header>"
    yield f"<h1>{title}</h1>"
    yield "<table><thead><tr>"
    yield "".join(f'<th scope="col">{escape(head)}</th>' for head in ledger_heads(words))
    yield "</tr></thead><tbody>"
    for cells in ledger_cells(paper):
        yield f"<tr>{''.join(map(_cell, cells))}</tr>"
    if not paper.rows:
        yield f'<tr><td colspan="{len(ledger_heads(words))}">{escape(words["empty"])}</td></tr>'
    yield "</tbody></table>"
    total = words["sum_day"] if paper.first == paper.last else words["sum_days"]
    yield f"<p>{escape(total)} {escape(paper.summary)}</p>"
    yield f"<footer>{escape(_foot(paper))}</footer></body></html>"


def _cell(cell: Cell) -> str:
    if isinstance(cell, date):
        return f'<td class="d">{short_date(cell)}</td>'
    if isinstance(cell, int):
        return f'<td class="n">{cell}</td>'
    return f"<td>{escape(cell or '')}</td>"


def _foot(paper: LedgerPaper) -> str:
    at = paper.printed_at
    printed = paper.words["printed"].format(
        time=f"{at:%H:%M}", date=short_date(at.date()), form=paper.form_number
    )
    return f"{printed} · {paper.words['seal']} {paper.chain_head}"
