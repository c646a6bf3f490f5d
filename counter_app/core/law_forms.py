"""Reading one form of a law pack: its words, its blocks, and what the form cannot do without."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from counter_app.core.form_words import OWN_WORDS, SHARED, SLIP_WORDS, SLIPS, WORDS, Needs
from counter_app.core.forms import (
    BLOCKS,
    Address,
    Block,
    Condition,
    Entry,
    FormText,
    Layout,
    MissingList,
    Paragraph,
    Receivers,
    ResultTable,
    Signature,
    SlipField,
    places,
)
from counter_app.core.law_reading import Reader
from counter_app.i18n import gettext as _

_CONDITIONS = ("", *SlipField, *Condition)


def read_shared(reader: Reader) -> dict[str, str]:
    """The words that a pack gives to all its forms."""
    return _read_words(reader, SHARED, required=())


def read_form(name: str, reader: Reader, shared: Mapping[str, str], wording: str, verified: bool) -> FormText:
    """The form ``name``; ``shared``, ``wording`` and ``verified`` are the pack's, where it has none of
    its own."""
    needs = SLIPS.get(name)
    known = {**SLIP_WORDS, **OWN_WORDS.get(name, {})} if needs else WORDS.get(name, {})
    if not known:
        reader.fault(
            "title", _("{file}: no form has the name “{name}”. Give the file its right name."), name=name
        )
    number, title = reader.text("number"), reader.text("title")
    wording = reader.text("wording", wording)
    verified = reader.flag("verified", verified)
    own = _read_words(reader.inner("words"), known, required=known.keys() - shared.keys() - {"title"})
    words = {**shared, "title": title, **own}
    layout: Layout | None = None
    symbols = True
    blocks: dict[str, Block] = {}
    if needs:
        layout = Layout(reader.choice("layout", tuple(Layout)))
        symbols = reader.flag("symbols", True)
        blocks = _read_blocks(reader.inner("blocks"), needs)
        _require(reader, needs, blocks)
    reader.close()
    return FormText(
        number,
        title,
        MappingProxyType(words),
        name,
        wording,
        verified,
        layout,
        symbols,
        MappingProxyType(blocks) if needs else None,
    )


def _read_words(
    reader: Reader, known: Mapping[str, frozenset[str]], required: Iterable[str]
) -> dict[str, str]:
    words = {}
    for key, allowed in known.items():
        if key in reader.table or key in required:
            words[key] = reader.text(key)
            _check_places(reader, key, words[key], allowed)
    reader.close()
    return words


def _check_places(reader: Reader, key: str, text: str, allowed: Iterable[str]) -> None:
    try:
        unknown = places(text) - frozenset(allowed)
    except ValueError:
        reader.fault(key, _("{file}: a brace in “{field}” is not right. Write a name as {{name}}."))
        return
    for name in sorted(unknown):
        reader.fault(
            key,
            _("{file}: “{field}” fills in {{{name}}}, which is not known there. Possible: {known}."),
            name=name,
            known=", ".join(sorted(allowed)) or "-",
        )


class _BlockReader:
    """Reads one block; ``said`` gathers the fields that its texts name."""

    def __init__(self, reader: Reader, needs: Needs, said: set[str]) -> None:
        self.reader = reader
        self.needs = needs
        self.said = said

    def text(self, key: str) -> str:
        text = self.reader.text(key)
        self.check(key, text)
        return text

    def texts(self, key: str) -> tuple[str, ...]:
        lines: tuple[str, ...] = self.reader.items(key, str)
        for line in lines:
            self.check(key, line)
        return lines

    def check(self, key: str, text: str) -> None:
        _check_places(self.reader, key, text, self.needs.may)
        try:
            self.said |= places(text)
        except ValueError:
            return  # said already

    def condition(self, key: str) -> str:
        return str(self.reader.choice(key, _CONDITIONS, ""))

    def block(self, kind: type[Block]) -> Block:
        when, unless = self.condition("when"), self.condition("unless")
        text = self.text
        if kind is Entry:
            beside = self.reader.flag("beside", False)
            return Entry(when=when, unless=unless, label=text("label"), value=text("value"), beside=beside)
        if kind is Paragraph:
            joins = self.reader.flag("joins", False)
            return Paragraph(when=when, unless=unless, text=text("text"), joins=joins)
        if kind is Address:
            return Address(
                when=when, unless=unless, label=text("label"), name=text("name"), lines=self.texts("lines")
            )
        if kind is MissingList:
            return MissingList(when=when, unless=unless, bring=text("bring"), where=text("where"))
        if kind is ResultTable:
            return ResultTable(
                when=when,
                unless=unless,
                number=text("number"),
                result=text("result"),
                mark=text("mark"),
                summary=text("summary"),
            )
        if kind is Receivers:
            return Receivers(when=when, unless=unless, label=text("label"), lines=self.texts("lines"))
        left = self.reader.flag("left", False)
        return Signature(
            when=when, unless=unless, title=text("title"), note=text("note"), name=text("name"), left=left
        )


def _read_blocks(reader: Reader, needs: Needs) -> dict[str, Block]:
    blocks: dict[str, Block] = {}
    said: set[str] = set()
    for name in reader.rest():
        inner = reader.inner(name)
        kind = BLOCKS[inner.choice("kind", BLOCKS)]
        blocks[name] = _BlockReader(inner, needs, said).block(kind)
        inner.close()
    for field in sorted(needs.fields - said):
        reader.fault(
            "",
            _("{file}: no text of “blocks” fills in {{{name}}}, which the form must say. Put it back."),
            name=field,
        )
    return blocks


def _require(reader: Reader, needs: Needs, blocks: Mapping[str, Block]) -> None:
    for kind in sorted(needs.blocks):
        if not any(isinstance(block, BLOCKS[kind]) for block in blocks.values()):
            reader.fault(
                "blocks", _("{file}: “{field}” lacks a block of the kind “{kind}”. Put it back."), kind=kind
            )
