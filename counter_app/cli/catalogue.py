"""Commands for the catalogue of procedures: import, export, posting."""

from pathlib import Path
from typing import Any

from counter_app.cli.printing import pdf_place
from counter_app.cli.run import Answer, Run
from counter_app.core.catalogue import RowProblem
from counter_app.core.catalogue_changes import ProcedureChange, value_text
from counter_app.core.times import iso
from counter_app.errors import NotAllowed
from counter_app.i18n import gettext as _
from counter_app.i18n import ngettext
from counter_app.services import catalogue as service
from counter_app.services import files
from counter_app.services.catalogue import Preview


def catalogue(run: Run) -> Answer:
    """Take a list of procedures in, write the catalogue out, or draw the list to be posted."""
    return {"import": _import, "export": _export, "posting": _posting}[run.args.catalogue_command](run)


def _import(run: Run) -> Answer:
    """What a file would change, or the change itself; with refused rows only what ``--partial`` asks for."""
    args = run.args
    by = None if args.preview else _keeper(run)
    shown = service.preview(run.desk, Path(args.file))
    if by is None:
        return Answer(lines=_lines(shown), data=_data(shown, applied=False))
    if shown.refused and not args.partial:
        return Answer(data=_data(shown, applied=False), notices=[service.refusal(shown)], code=1)
    service.apply(run.desk, shown, by, run.at(), partial=args.partial, decision=args.decision)
    return Answer(lines=_lines(shown), data=_data(shown, applied=True))


def _keeper(run: Run) -> Any:
    by = run.given_officer()
    if by is None:
        raise NotAllowed(_("Say who takes the list in: --by LOGIN, or look at it with --preview."))
    return by


def _lines(shown: Preview) -> list[str]:
    found = shown.differences
    lines = [
        _(
            "{file}: {added} new, {changed} changed, {same} the same, {refused} refused, {kept} not in it."
        ).format(
            file=shown.file,
            added=len(found.added),
            changed=len(found.changed),
            same=found.same,
            refused=len(shown.refused),
            kept=len(found.kept),
        )
    ]
    lines += [_("new: {code} {name}").format(code=one.code, name=one.name) for one in found.added]
    lines += [
        _("changed: {code} {field}: “{before}” becomes “{after}”").format(
            code=one.code, field=field.name, before=value_text(field.before), after=value_text(field.after)
        )
        for one in found.changed
        for field in one.fields
    ]
    lines += [_("refused: {problem}").format(problem=one) for one in shown.refused]
    if shown.promises:
        words = ngettext(
            "{n} open dossier was promised by the deadline before; it keeps its day.",
            "{n} open dossiers were promised by the deadlines before; they keep their days.",
            len(shown.promises),
        )
        lines.append(words.format(n=len(shown.promises)))
    return lines


def _data(shown: Preview, *, applied: bool) -> dict[str, Any]:
    found = shown.differences
    return {
        "file": shown.file,
        "hash": shown.hash,
        "applied": applied,
        "added": [{"code": one.code, "name": one.name} for one in found.added],
        "changed": [_changed(one) for one in found.changed],
        "refused": [_refused(one) for one in shown.refused],
        "same": found.same,
        "kept": [one.code for one in found.kept],
        "promises": [
            {"code": one.row.code, "due_at": iso(one.row.due_at), "would_be": iso(one.would_be)}
            for one in shown.promises
        ],
    }


def _changed(one: ProcedureChange) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": one.name,
        "fields": [
            {"field": field.name, "before": value_text(field.before), "after": value_text(field.after)}
            for field in one.fields
        ],
    }


def _refused(one: RowProblem) -> dict[str, Any]:
    return {"file": one.file, "row": one.line, "field": one.column, "reason": one.sentence}


def _export(run: Run) -> Answer:
    written = service.export(run.desk, Path(run.args.out), run.desk.clock())
    count = len(run.desk.catalogue)
    words = _("{file}: {count} procedures.")
    return Answer(
        lines=[words.format(file=", ".join(str(path) for path in written), count=count)],
        data={"file": str(written[0]), "files": [str(path) for path in written], "procedures": count},
    )


def _posting(run: Run) -> Answer:
    from counter_app.services import posting  # noqa: PLC0415

    out = pdf_place(run.args.out, "--out")
    made = posting.posting(run.desk, run.at())
    files.write_file(out, made.content)
    words = _("{file}: {count} procedures in {fields} fields, {pages} pages.")
    return Answer(
        lines=[words.format(file=out, count=made.procedures, fields=made.fields, pages=made.pages)],
        data={
            "file": str(out),
            "procedures": made.procedures,
            "fields": made.fields,
            "pages": made.pages,
            "without_deadline": made.without_deadline,
        },
    )
