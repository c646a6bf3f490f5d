"""A printed form as data: its number, its title, its words, and the blocks that it is made of.

Forms whose drawing has a module of its own (receipt, ledger) hold words alone; a slip or a
letter is drawn from its blocks, from top to bottom, by one renderer. A text may hold
``{field}`` of a :class:`SlipField` and ``**bold words**``.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from string import Formatter


class Layout(StrEnum):
    """How a form of blocks is set: as a slip of the desk, or as an official letter (NĐ 30/2020)."""

    SLIP = "slip"
    LETTER = "letter"


class SlipField(StrEnum):
    """What the texts of a slip may name; the value is what stands between the braces."""

    OFFICE = "office"
    DESK = "desk"
    COUNTER = "counter"
    COLLECT_PLACE = "collect_place"
    OPENING_HOURS = "opening_hours"
    BRING = "bring"
    HOTLINE = "hotline"
    NUMBER = "number"
    CODE = "code"
    APPLICANT = "applicant"
    DEAR = "dear"
    YOU = "you"
    CITIZEN_ID = "citizen_id"
    ADDRESS = "address"
    PHONE = "phone"
    EMAIL = "email"
    SUBMITTER = "submitter"
    PROCEDURE = "procedure"
    PROCEDURE_CODE = "procedure_code"
    RECEIVED = "received"
    RECEIVED_DAY = "received_day"
    DUE = "due"
    NEW_DUE = "new_due"
    EARLIER = "earlier"
    REASON = "reason"
    MISSING_COUNT = "missing_count"
    REQUESTED_DAY = "requested_day"
    STAGE = "stage"
    GIVEN_BACK = "given_back"
    MONEY = "money"
    READY_DAY = "ready_day"
    KEPT_UNTIL = "kept_until"
    RETURNED = "returned"
    COLLECTOR = "collector"
    COLLECTOR_ID = "collector_id"
    COLLECTOR_PHONE = "collector_phone"
    AUTHORISED = "authorised"
    OFFICER = "officer"
    OFFICER_PHONE = "officer_phone"
    SIGNER_TITLE = "signer_title"
    SIGNER_NAME = "signer_name"


class Condition(StrEnum):
    """What a block may wait for, besides a field that says something."""

    RESTART = "restart"  # the time is counted again once the dossier is complete
    RESUME = "resume"  # the time of waiting is added
    NEW = "new"  # nothing was received yet: no time runs
    IN_TIME = "in_time"  # written before the promised day has passed
    LATE = "late"  # written after it


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """When a block stands on the form: ``when`` and ``unless`` name a field that says something, or a
    condition."""

    when: str = ""
    unless: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Said):
    """A field, ``label`` and ``value`` run in; ``beside`` puts it on the line before, flush right."""

    label: str
    value: str
    beside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Said):
    """A paragraph; ``joins`` goes on in the one before."""

    text: str
    joins: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Address(Said):
    """To whom a letter goes (Kính gửi): the name, and lines under it; an empty one is left out."""

    label: str
    name: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingList(Said):
    """One block for each paper that is missing: a box to tick, its name, what to bring, where to get it."""

    bring: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultTable(Said):
    """The table of the results handed over."""

    number: str
    result: str
    mark: str
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature(Said):
    """A place to sign: title, what to do there, and the printed name; ``left`` of the two, or right."""

    title: str
    note: str
    name: str
    left: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Receivers(Said):
    """Who gets a letter (Nơi nhận), to the left of its signature."""

    label: str
    lines: tuple[str, ...]


Block = Entry | Paragraph | Address | MissingList | ResultTable | Signature | Receivers

#: The kinds of block as the files name them.
BLOCKS: Mapping[str, type[Block]] = {
    "field": Entry,
    "paragraph": Paragraph,
    "address": Address,
    "missing": MissingList,
    "results": ResultTable,
    "signature": Signature,
    "receivers": Receivers,
}


@dataclass(frozen=True, slots=True)
class FormText:
    """A printed form (biểu mẫu): its number in the annex (empty for an office's own), its title, its words.

    The title is among the ``words`` too, as "title", and so are the words that the pack gives
    to all its forms. ``wording`` is the version of the words, ``verified`` whether they were
    compared with the published annex; ``layout`` and ``blocks`` are those of a slip or letter,
    None and empty for a form that is drawn by a module of its own.
    """

    number: str
    title: str
    words: Mapping[str, str]
    name: str = ""
    wording: str = ""
    verified: bool = False
    layout: Layout | None = None
    symbols: bool = True
    blocks: Mapping[str, Block] | None = None


_BOLD = re.compile(r"\*\*(.+?)\*\*")


def marked(text: str) -> Iterator[tuple[str, bool]]:
    """The parts of a text, each with whether it is bold."""
    for index, part in enumerate(_BOLD.split(text)):
        if part:
            yield part, index % 2 == 1


def places(text: str) -> frozenset[str]:
    """The names between braces in ``text``.

    Raises:
        ValueError: a brace is not closed, or something else stands in it than a name.
    """
    found = set()
    for _text, name, spec, conversion in Formatter().parse(text):
        if name is None:
            continue
        if not name.isidentifier() or spec or conversion:
            raise ValueError(name)
        found.add(name)
    return frozenset(found)
