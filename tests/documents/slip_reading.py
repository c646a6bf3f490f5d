"""What a slip says, read back from its PDF and held against its record."""

from collections.abc import Iterable, Iterator, Sequence

from counter_app.core.forms import (
    Address,
    Entry,
    MissingList,
    Paragraph,
    Receivers,
    ResultTable,
    Signature,
    places,
)
from counter_app.core.slips import SlipPaper, fields, stands
from counter_app.documents.text import composed
from tests.documents.page_readers import page_texts, run_together


def said_by(paper: SlipPaper) -> Iterator[str]:
    """Every value and every word that the form of ``paper`` must show, as far as its blocks stand."""
    values = fields(paper)
    for block in (paper.form.blocks or {}).values():
        if not stands(block, paper, values):
            continue
        texts: Sequence[str] = ()
        match block:
            case Entry():
                texts = (block.label, block.value)
            case Paragraph():
                texts = (block.text,)
            case Address():
                texts = (block.label, block.name, *block.lines)
            case Signature():
                texts = (block.title, block.note, block.name)
            case Receivers():
                texts = (block.label, *block.lines)
            case MissingList():
                for one in paper.missing:
                    yield from (one.name, one.point, one.bring, one.where)
            case ResultTable():
                texts = (block.result, block.mark, block.summary)
                for one in paper.results:
                    yield from (one.kind, one.mark, one.summary)
        for text in texts:
            named = places(text)
            yield from (values[name] for name in named)  # type: ignore[index]
            if not named:
                yield text.replace("**", "")


def unsaid(paper: SlipPaper, content: bytes) -> list[str]:
    """The values of ``paper`` that its PDF does not show."""
    return lacking_in(said_by(paper), content)


def lacking_in(values: Iterable[str], content: bytes) -> list[str]:
    """Those of ``values`` that the PDF does not show; one over several pages is read word by word."""
    pages = [run_together(text) for text in page_texts(content)]
    whole = " ".join(pages)
    lacking = []
    for value in values:
        text = run_together(composed(value))
        digits = text.replace(" ", "")
        begun = text[:1].upper() + text[1:]  # at the beginning of a sentence
        if any(text in page or begun in page for page in pages):
            continue
        if digits.isdigit() and digits in whole.replace(" ", ""):
            continue
        if _in_order(text.lower().split(), whole.lower().split()):
            continue
        # A word wider than its column is broken: its letters follow each other over the lines.
        broken = max(map(len, text.split())) > 9
        if not (broken and _in_order(list(digits.lower()), list(whole.lower()))):
            lacking.append(text)
    return lacking


def _in_order(words: list[str], among: list[str]) -> bool:
    rest = iter(among)
    return all(any(word in other for other in rest) for word in words)
