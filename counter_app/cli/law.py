"""The command for the law: its shipped packs and what the office changes in them, held against what forms
and rules need."""

from typing import Any

from counter_app.cli.run import Answer, Run
from counter_app.core.law import LawPack
from counter_app.i18n import gettext as _
from counter_app.i18n import short_date
from counter_app.services import law as packs


def law(run: Run) -> Answer:
    """``law check``: every fault in one sentence that names file, form and field; works without an office."""
    found = packs.check(run.home)
    lines = [_line(pack) for pack in found.law.packs]
    lines += [_("Changed by the office: {name}.").format(name=name) for name in found.law.changed]
    if found.ok:
        lines.append(_("The law packs are whole: every form, every rule, every day."))
    return Answer(
        lines=lines,
        data={
            "ok": found.ok,
            "packs": [_pack(pack) for pack in found.law.packs],
            "changed": list(found.law.changed),
            "problems": list(found.problems),
        },
        notices=found.problems,
        code=0 if found.ok else 1,
    )


def _line(pack: LawPack) -> str:
    last = short_date(pack.valid_to) if pack.valid_to else "…"
    words = _("{id}: {title}, {first} to {last}, wording {wording}; {n} forms, {open} not compared yet.")
    return words.format(
        id=pack.id,
        title=pack.title,
        first=short_date(pack.valid_from),
        last=last,
        wording=pack.wording,
        n=len(pack.forms),
        open=len(pack.unverified),
    )


def _pack(pack: LawPack) -> dict[str, Any]:
    return {
        "id": pack.id,
        "title": pack.title,
        "valid_from": pack.valid_from.isoformat(),
        "valid_to": pack.valid_to.isoformat() if pack.valid_to else None,
        "wording": pack.wording,
        "verified": pack.verified,
        "forms": [
            {
                "name": form.name,
                "number": form.number,
                "title": form.title,
                "wording": form.wording,
                "verified": form.verified,
            }
            for form in pack.forms.values()
        ],
    }
