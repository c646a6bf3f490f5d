"""Pages that go from office to office: the acknowledgement of a journal, and the key of this office."""

from datetime import datetime

from counter_app.core.papers import Sheet
from counter_app.i18n import gettext as _
from counter_app.i18n import grouped
from counter_app.models import exchange as records
from counter_app.models import journal
from counter_app.services.acknowledgements import latest, line
from counter_app.services.desk import Desk
from counter_app.services.nodes import show_key
from counter_app.sync import card_line
from counter_app.sync.acknowledgement import Acknowledgement

#: The office of a sample, which does not exist.
_ABOVE, _ABOVE_NAME = "0001", "UBND tỉnh Đông"


def acknowledgement(
    desk: Desk, node: str, at: datetime, sheet: Sheet = Sheet.A5, dpi: int = 300, *, invariant: bool = False
) -> bytes:
    """The acknowledgement (giấy báo nhận) for ``node`` as PDF: twelve digits to be read, a QR to be scanned.

    Raises:
        NotFound: nothing of its journal is here.
        BadFile, DeviceProblem: the own key is damaged or cannot be read.
    """
    known = records.node(node)
    name = known.name if known else ""
    return _acknowledgement(desk, latest(desk, node), name, at, sheet, dpi, invariant=invariant)


def sample_acknowledgement(desk: Desk, at: datetime, sheet: Sheet = Sheet.A5) -> bytes:
    """The same page as a sample, for an office that has nothing of another one: as if its journal were that
    of the office above."""
    head = journal.head()
    said = Acknowledgement(
        sender=head.node, said_in=head.epoch, node=_ABOVE, epoch=head.epoch, seq=head.seq, hash=head.hash
    )
    return _acknowledgement(desk, said, _ABOVE_NAME, at, sheet, 300, invariant=False)


def _acknowledgement(
    desk: Desk, said: Acknowledgement, name: str, at: datetime, sheet: Sheet, dpi: int, *, invariant: bool
) -> bytes:
    from counter_app.documents import exchange_page as form  # noqa: PLC0415 - only when something is drawn

    paper = form.ExchangePaper(
        title=_("Acknowledgement of exchange files"),
        lines=desk.office.lines,
        facts=(
            (_("From"), f"{desk.office.node}, {desk.office.name}"),
            (_("For"), f"{said.node}, {name}" if name else said.node),
            (
                _("Is here up to"),
                _("no. {seq}, without a gap (epoch {epoch})").format(seq=grouped(said.seq), epoch=said.epoch),
            ),
            (_("Written"), _when(at)),
        ),
        spoken_title=_("Read these twelve digits aloud over the telephone"),
        spoken=_spoken(said.digits),
        code_title=_("or scan this code there, with the program in front"),
        line=line(desk, said),
        steps=(
            _("There: press F8, then Ctrl+N, type the digits and press Enter; or just scan the code."),
            _("What is acknowledged is not sent again. A lost page does no harm: ask for it once more."),
        ),
        foot=_foot(desk, at),
    )
    return form.draw(paper, sheet, dpi, invariant)


def own_key(
    desk: Desk, at: datetime, sheet: Sheet = Sheet.A5, dpi: int = 300, *, invariant: bool = False
) -> bytes:
    """The page that makes this office known to another one, as PDF: its key as a QR, its fingerprint large.

    Raises:
        BadFile, DeviceProblem: a key is damaged or cannot be read.
    """
    from counter_app.documents import exchange_page as form  # noqa: PLC0415

    card = show_key(desk)
    facts = [(_("Number"), card.node), (_("Office"), card.name), (_("Written"), _when(at))]
    if desk.office.phone:
        facts.insert(2, (_("Telephone"), desk.office.phone))
    paper = form.ExchangePaper(
        title=_("Key of this office for the exchange by file"),
        lines=desk.office.lines,
        facts=tuple(facts),
        spoken_title=_("Fingerprint: compare it over the telephone, group by group"),
        spoken=card.fingerprint,
        code_title=_("Scan this code in the other office, on its page F8"),
        line=card_line.write(card),
        steps=(
            _("There: press F8 and scan the code. The page shows number, name and fingerprint."),
            _("Telephone a number that you know already, and compare the fingerprint."),
            _("Only when all sixteen characters are the same, press Ctrl+T there."),
        ),
        foot=_foot(desk, at),
    )
    return form.draw(paper, sheet, dpi, invariant)


def _when(at: datetime) -> str:
    return f"{at:%H:%M} {at:%d/%m/%Y}"


def _spoken(digits: str) -> str:
    return "  ".join(digits[place : place + 4] for place in range(0, len(digits), 4))


def _foot(desk: Desk, at: datetime) -> str:
    return _("{office}, printed {moment}").format(office=desk.office.name, moment=_when(at))
