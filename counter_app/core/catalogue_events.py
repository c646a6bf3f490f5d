"""What the journal says of a catalogue that was taken in, and of a procedure that was put right by hand."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueImported:
    """A list of procedures was taken in (cập nhật danh mục thủ tục hành chính).

    ``added``, ``changed``, ``same`` and ``refused`` count its procedures, ``kept`` those of
    the office that it lacks; ``hash`` and ``papers_hash`` are SHA-256 of the files, in hex;
    ``codes`` are those added or changed.
    """

    file: str
    hash: str
    added: int
    changed: int
    same: int
    kept: int
    refused: int = 0
    decision: str = ""
    papers_file: str = ""
    papers_hash: str = ""
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenChange:
    """One field of a procedure before and after, as text."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureChanged:
    """One procedure of the catalogue was changed by hand."""

    code: str
    name: str
    changes: tuple[WrittenChange, ...]
