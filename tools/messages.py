"""The catalogue of sentences: what the source says, in Vietnamese, compiled for the program.

python3 dev.py messages           take new sentences in, drop old ones, compile
python3 dev.py messages --check   only say what is missing, old, garbled or not compiled
"""

import argparse
import io
import re
import string
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path("counter_app")
FOLDER = Path("resources/locale/vi/LC_MESSAGES")
PO = FOLDER / "counter_app.po"
MO = FOLDER / "counter_app.mo"

#: A look-up inside an f-string, which the extraction does not see.
_HIDDEN = re.compile(r"""\bf["'][^"\n]*\{_\(""")
#: A place that argparse fills, like %s or %(prog)s; "100 %" is none.
_PERCENT = re.compile(r"%(?:\(\w+\))?[sr]")

NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)  # a compiled catalogue would else differ with every run
HEADER = r"""# The sentences of the program in Vietnamese; kept in order by: python3 dev.py messages
msgid ""
msgstr ""
"Language: vi\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=1; plural=0;\n"

"""


def main() -> int:
    """Bring the catalogue up to date, or with --check say what is not in order."""
    parser = argparse.ArgumentParser(prog="dev.py messages", description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="change nothing, fail where something is amiss")
    catalogue, template = read_catalogue(), extract()
    if not parser.parse_args().check:
        catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
        catalogue.obsolete.clear()
        PO.write_bytes(po_bytes(catalogue))
        catalogue = read_catalogue()
        MO.write_bytes(mo_bytes(catalogue))
    problems = list(find_problems(catalogue, template))
    for problem in problems:
        print(problem)
    print(f"{len(template)} sentences, {len(problems)} problems")
    return 1 if problems else 0


def extract() -> Catalog:
    """Every sentence of the source, as a template without translations."""
    template = Catalog()
    for _file, _line, message, _comments, _context in extract_from_dir(
        SOURCE, [("**.py", "python")], keywords={"_": None, "gettext": None, "ngettext": (1, 2)}
    ):
        template.add(message)
    return template


def read_catalogue() -> Catalog:
    """The catalogue as it is kept."""
    with PO.open("rb") as file:
        catalogue = read_po(file, locale="vi", domain="counter_app")
    catalogue.creation_date = catalogue.revision_date = NO_DATE
    return catalogue


def po_bytes(catalogue: Catalog) -> bytes:
    """The catalogue as kept: sorted, without line numbers or dates, so that a change shows only itself."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=100, sort_output=True, no_location=True, omit_header=True)
    return HEADER.encode() + buffer.getvalue()


def mo_bytes(catalogue: Catalog) -> bytes:
    """The catalogue as the program reads it."""
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def find_problems(catalogue: Catalog, template: Catalog) -> Iterator[str]:
    """What keeps the program from speaking Vietnamese throughout."""
    wanted = {message.id for message in template if message.id}
    kept = {message.id: message for message in catalogue if message.id}
    for unknown in sorted(wanted - kept.keys(), key=str):
        yield f"missing: {unknown!r}"
    for old in sorted(kept.keys() - wanted, key=str):
        yield f"no longer said: {old!r}"
    for identity in sorted(wanted & kept.keys(), key=str):
        yield from problems_of(kept[identity])
    for file in sorted(SOURCE.rglob("*.py")):
        if _HIDDEN.search(file.read_text(encoding="utf-8")):
            yield f"a sentence inside an f-string is never found: {file}"
    if not MO.exists() or MO.read_bytes() != mo_bytes(catalogue):
        yield f"not compiled: {MO}"


def problems_of(message: Message) -> Iterator[str]:
    """What is wrong with one translation."""
    originals = message.id if isinstance(message.id, tuple) else (message.id,)
    words = message.string if isinstance(message.string, tuple) else (message.string,)
    if message.fuzzy or not all(words):
        yield f"not translated: {message.id!r}"
    elif any(fields(one) != fields(originals[-1]) for one in words):
        yield f"other fields than the original: {message.id!r}"


def fields(sentence: str) -> set[str]:
    """The names in braces of a sentence, and what argparse fills in by percent signs."""
    names = {
        name for _text, name, _spec, _conversion in string.Formatter().parse(sentence) if name is not None
    }
    return names | set(_PERCENT.findall(sentence))


if __name__ == "__main__":
    sys.exit(main())
