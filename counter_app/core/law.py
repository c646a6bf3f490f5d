"""The law as dated data: which forms, rules, codes and hours of the day are in force on a day.

A pack (bộ quy định) is a folder under ``resources/law``: ``pack.toml`` with the rules, and a
file for each form in ``forms``. The dossier keeps the pack of the day it was received on,
also when it is printed again later. This module gets texts and tables, never files.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from counter_app.core.deadlines import Cutoffs, ExtensionRule
from counter_app.core.form_words import ALWAYS
from counter_app.core.forms import FormText
from counter_app.core.law_forms import read_form, read_shared
from counter_app.core.law_reading import Reader, Table, toml_table
from counter_app.core.states import Status
from counter_app.errors import BadFile, NotFound
from counter_app.i18n import gettext as _
from counter_app.i18n import short_date

#: The file of a pack that holds its rules; every other file is a form, named after it.
PACK_FILE = "pack.toml"

#: The written form of "counted again from the start", in a law pack and with a dossier.
RESTART = "restart"
AFTER_SUPPLEMENT = (RESTART, "resume")
_DUE_HOURS = ("reception", "closing")

#: TT 01/2018/TT-VPCP came into force: every day from here on must have its pack.
FIRST_COVERED = date(2019, 1, 6)

_NO_NAMES: Mapping[str, str] = MappingProxyType({})

#: How reports put statuses together (the codes are those of the national portal).
GROUPS = ("processing", "finished", "supplement", "suspended", "withdrawn", "not_counted")


@dataclass(frozen=True, slots=True)
class SupplementRule:
    """``after`` is "restart" (counted again from the start, NĐ 61/2018/NĐ-CP art. 19(4)) or "resume" (the
    time of waiting is added); a supplement is asked for ``within_days`` working days of reception, on
    the form ``form``."""

    after: str
    within_days: int
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountingRules:
    """How report II.06a counts (TT 01/2020/TT-VPCP).

    ``measured_at`` is "finish" (end of processing) or "hand_over"; ``compare`` is "day" or
    "moment"; ``judged_by`` is the "current" promised date or the "original" one; the three
    that follow name the column in which a dossier counts. ``groups`` holds every status once.
    """

    form: str
    measured_at: str
    compare: str
    judged_by: str
    without_due: str
    waiting: str
    withdrawn: str
    groups: Mapping[str, frozenset[Status]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LawPack:
    """Everything of the law that is dated, from ``valid_from`` to ``valid_to`` (None: still in force).

    ``wording`` names the version of the forms' words on the printed form; ``verified`` says
    whether an office has compared them with the published annex; a form may say otherwise for
    itself. ``code_accepts`` is the regular expression of dossier codes taken from a scanner or
    the keyboard. ``refusal_form``, ``extension_form`` and ``stop_form`` name the forms for
    refusing a dossier, promising another date and stopping the work, the last one empty where
    the period has none.
    """

    id: str
    title: str
    valid_from: date
    valid_to: date | None
    wording: str
    verified: bool
    code_pattern: str
    code_accepts: str
    cutoffs: Cutoffs
    supplement: SupplementRule
    refusal_form: str
    extension: ExtensionRule
    extension_form: str
    stop_form: str
    counting: CountingRules
    forms: Mapping[str, FormText]

    @property
    def after_supplement(self) -> str:
        """What becomes of the time once a supplement is in: "restart" or "resume"."""
        return self.supplement.after

    def accepts_code(self, code: str) -> bool:
        """Whether ``code`` has the shape of a dossier code, of this office or another."""
        return re.fullmatch(self.code_accepts, code) is not None

    @property
    def unverified(self) -> tuple[FormText, ...]:
        """The forms whose words were not compared with the published annex yet."""
        return tuple(form for form in self.forms.values() if not form.verified)


def parse_pack(files: Mapping[str, str]) -> LawPack:
    """The law pack written in TOML: texts by the name of their file, ``pack.toml`` and ``forms/NAME.toml``.

    Raises:
        BadFile: one is not TOML, or something is missing, not known or cannot be; the
            sentence names file and field of the first.
    """
    pack, faults = read_pack({file: toml_table(file, text) for file, text in files.items()})
    if faults:
        raise BadFile(faults[0])
    return pack


def read_pack(
    tables: Mapping[str, Table], names: Mapping[str, str] = _NO_NAMES
) -> tuple[LawPack, tuple[str, ...]]:
    """The pack in ``tables``, by the name of their file, and a sentence for everything wrong with it.

    A pack with faults is not to be used. ``names`` are those of the files in sentences, where
    they are called otherwise there.
    """
    faults: list[str] = []
    reader = Reader(names.get(PACK_FILE, PACK_FILE), tables.get(PACK_FILE, {}), faults)
    code, cutoffs, extension = (reader.inner(name) for name in ("code", "cutoffs", "extension"))
    wording, verified = reader.text("wording"), reader.flag("verified")
    shared = read_shared(reader.inner("words", optional=True))
    forms = {}
    for file, table in tables.items():
        if file != PACK_FILE:
            name = form_name(file)
            one = Reader(names.get(file, file), table, faults)
            forms[name] = read_form(name, one, shared, wording, verified)
    pack = LawPack(
        id=reader.text("id"),
        title=reader.text("title"),
        valid_from=reader.day("valid_from"),
        valid_to=reader.day("valid_to") if "valid_to" in reader.table else None,
        wording=wording,
        verified=verified,
        code_pattern=code.text("pattern"),
        code_accepts=code.text("accepts"),
        cutoffs=Cutoffs(
            same_day_until=cutoffs.hour("same_day_until"),
            hand_over_until=cutoffs.hour("hand_over_until"),
            due_hour=cutoffs.text("due_hour"),
        ),
        supplement=_supplement(reader.inner("supplement")),
        refusal_form=_form_of(reader, "refusal"),
        extension=ExtensionRule(
            times=extension.number("times", 0, 99), days_before=extension.number("days_before", 0, 99)
        ),
        extension_form=extension.text("form"),
        stop_form=_form_of(reader, "stop") if "stop" in reader.table else "",
        counting=_counting(reader.inner("reports")),
        forms=MappingProxyType(forms),
    )
    for each in (code, cutoffs, extension, reader):
        each.close()
    _check_code(pack, code)
    _check_rest(pack, reader, cutoffs)
    return pack, tuple(faults)


def form_name(file: str) -> str:
    """The name of the form in ``file``: "receipt" for ``forms/receipt.toml``."""
    return file.rpartition("/")[2].removesuffix(".toml")


def pack_on(packs: Iterable[LawPack], day: date) -> LawPack:
    """The pack in force on ``day``; of two that overlap, the later one.

    Raises:
        NotFound: no pack covers the day.
    """
    in_force = [
        pack for pack in packs if pack.valid_from <= day and (pack.valid_to is None or day <= pack.valid_to)
    ]
    if not in_force:
        raise NotFound(
            _("No law pack covers {day}; check the date, or add the pack for that time.").format(
                day=short_date(day)
            )
        )
    return max(in_force, key=lambda pack: pack.valid_from)


def time_faults(packs: Iterable[LawPack]) -> tuple[str, ...]:
    """A sentence for each time that two packs cover, or none from :data:`FIRST_COVERED` on."""
    faults = []
    covered = FIRST_COVERED - timedelta(days=1)
    before: LawPack | None = None
    for pack in sorted(packs, key=lambda one: one.valid_from):
        if before is not None and (before.valid_to is None or pack.valid_from <= before.valid_to):
            faults.append(
                _(
                    "{file}: “valid_from” is {day}, when the pack “{other}” is still in force. Give that one "
                    "an earlier “valid_to”."
                ).format(file=f"{pack.id}/{PACK_FILE}", day=short_date(pack.valid_from), other=before.id)
            )
        elif pack.valid_from > covered + timedelta(days=1):
            faults.append(_gap(covered + timedelta(days=1), pack.valid_from - timedelta(days=1)))
        covered = max(covered, pack.valid_to or date.max)
        before = pack
    if covered < date.max:
        faults.append(_gap(covered + timedelta(days=1), None))
    return tuple(faults)


def _gap(first: date, last: date | None) -> str:
    until = short_date(last) if last else "…"
    return _("No law pack covers {first} to {last}. Add the pack for that time to “law”.").format(
        first=short_date(first), last=until
    )


def _form_of(reader: Reader, name: str) -> str:
    inner = reader.inner(name)
    form = inner.text("form")
    inner.close()
    return form


def _supplement(reader: Reader) -> SupplementRule:
    rule = SupplementRule(
        after=reader.choice("after", AFTER_SUPPLEMENT),
        within_days=reader.number("within_days", 1, 99),
        form=reader.text("form"),
    )
    reader.close()
    return rule


def _counting(reader: Reader) -> CountingRules:
    columns = ("early", "on_time", "late", "in_time", "overdue")
    inner = reader.inner("groups")
    known = {status.value: status for status in Status}
    groups = {}
    for name in GROUPS:
        numbers = inner.items(name, int)
        if any(number not in known for number in numbers):
            inner.impossible(name)
        groups[name] = frozenset(known[number] for number in numbers if number in known)
    counted = [status for group in groups.values() for status in group]
    if sorted(counted) != sorted(Status):
        reader.fault(
            "groups", _("{file}: “{field}” must hold each of the statuses 1 to 10 once. Correct it.")
        )
    rules = CountingRules(
        form=reader.text("form"),
        measured_at=reader.choice("measured_at", ("finish", "hand_over")),
        compare=reader.choice("compare", ("day", "moment")),
        judged_by=reader.choice("judged_by", ("current", "original")),
        without_due=reader.choice("without_due", columns),
        waiting=reader.choice("waiting", columns),
        withdrawn=reader.choice("withdrawn", columns),
        groups=MappingProxyType(groups),
    )
    inner.close()
    reader.close()
    return rules


def _check_code(pack: LawPack, code: Reader) -> None:
    try:
        accepts = re.compile(pack.code_accepts)
    except re.error:
        code.impossible("accepts")
        return
    try:
        made = pack.code_pattern.format(unit="H99.017", day=pack.valid_from, number=1)
    except (ValueError, LookupError, AttributeError):
        code.impossible("pattern")
        return
    if not accepts.fullmatch(made):
        code.impossible("accepts")


def _check_rest(pack: LawPack, reader: Reader, cutoffs: Reader) -> None:
    if pack.valid_to is not None and date.min < pack.valid_to < pack.valid_from:
        reader.impossible("valid_to")
    if pack.cutoffs.due_hour not in ("", *_DUE_HOURS):
        cutoffs.hour("due_hour")
    wanted = [(name, "forms") for name in ALWAYS]
    wanted += [(pack.supplement.form, "supplement.form"), (pack.refusal_form, "refusal.form")]
    wanted += [(pack.extension_form, "extension.form"), (pack.stop_form, "stop.form")]
    for name, key in wanted:
        if name and name not in pack.forms:
            reader.fault(
                key,
                _("{file}: the form “{name}” of “{field}” is missing. Put back the file forms/{name}.toml."),
                name=name,
            )
