"""A bundle is written whole and read back as it was; a judge we did not write finds it valid."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from counter_app.core.journal import GENESIS
from counter_app.errors import BadFile, DeviceProblem, NotFound
from counter_app.sync import bundle, bundle_writing
from counter_app.sync.acknowledgement import Acknowledgement
from counter_app.sync.bundle import read_bundle
from counter_app.sync.bundle_writing import Counted, make_bundle
from counter_app.sync.keys import public_hex
from tests.sync.exchange_makers import (
    KEY,
    NODE,
    OTHER_KEY,
    START,
    events_of,
    journal,
    parse_bundle,
    part,
    write_bundle,
)

KNOWN = {NODE: public_hex(KEY)}


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    events = journal(5)
    path = write_bundle(tmp_path, part(events), KEY)
    read = read_bundle(path, KNOWN)
    assert path.name == f"0117-1-1-{len(events)}.hsb"
    assert events_of(read) == tuple(events)
    assert (read.node, read.epoch, read.first_seq, read.last_seq) == (NODE, 1, 1, len(events))
    assert (read.hash_before, read.hash_after) == (GENESIS, events[-1].hash)
    assert read.dossiers == 5
    assert read.created == part(events).created


def test_a_slice_from_the_middle_names_the_hash_before_it(tmp_path: Path) -> None:
    events = journal(4)
    read = read_bundle(write_bundle(tmp_path, part(events, 3, 6), KEY), KNOWN)
    assert (read.first_seq, read.last_seq) == (3, 6)
    assert read.hash_before == events[1].hash


def test_the_same_slice_makes_the_same_bytes() -> None:
    assert make_bundle(part(journal(3)), KEY) == make_bundle(part(journal(3)), KEY)


def test_only_the_bundle_is_left_in_the_folder(tmp_path: Path) -> None:
    path = write_bundle(tmp_path, part(journal(2)), KEY)
    write_bundle(tmp_path, part(journal(2)), KEY)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("dossiers", [0, 1, 40])
def test_frictionless_finds_it_valid(tmp_path: Path, dossiers: int) -> None:
    report = _judged(tmp_path, write_bundle(tmp_path, part(journal(dossiers)), KEY))
    assert report["valid"], report
    assert [task["name"] for task in report["tasks"]] == ["events", "dossiers"]
    assert report["tasks"][1]["stats"].get("rows", 0) == dossiers


def test_frictionless_finds_a_carried_one_with_acknowledgements_valid(tmp_path: Path) -> None:
    words = tuple(
        Acknowledgement(sender="0001", said_in=2, node=node, epoch=1, seq=57, hash="ab" * 32)
        for node in ("0117", "0218")
    )
    piece = replace(part(journal(3), 3, 6), carrier="0001", acknowledgements=words)
    path = write_bundle(tmp_path, piece, OTHER_KEY)
    report = _judged(tmp_path, path)
    assert report["valid"], report
    assert [task["stats"]["rows"] for task in report["tasks"]] == [4, 2]
    read = read_bundle(path, {"0001": public_hex(OTHER_KEY)})
    assert (read.node, read.sender, read.acknowledgements) == (NODE, "0001", words)


def test_frictionless_finds_a_changed_cell(tmp_path: Path) -> None:
    """The judge above looks: a broken status is an error to it."""
    path = write_bundle(tmp_path, part(journal(1)), KEY)
    broken = tmp_path / "broken.hsb"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.replace(b",10,", b",11,") if name == "dossiers.csv" else content)
    assert not _judged(tmp_path, broken)["valid"]


def _judged(folder: Path, path: Path) -> dict:
    """The report of the frictionless validator, in a process of its own as anyone would run it."""
    copy = folder / "bundle.zip"
    shutil.copy(path, copy)
    command = [sys.executable, "-m", "frictionless", "validate", str(copy), "--type", "package", "--json"]
    return json.loads(subprocess.run(command, capture_output=True, check=False, text=True).stdout)


def test_any_zip_program_and_spreadsheet_can_read_it(tmp_path: Path) -> None:
    with zipfile.ZipFile(write_bundle(tmp_path, part(journal(1)), KEY)) as file:
        assert file.testzip() is None
        assert file.namelist() == ["datapackage.json", "events.csv", "dossiers.csv", "signature"]
        table = file.read("dossiers.csv")
    assert table.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline=""))
    assert row["MaHoSo"] == "000.17.H99-261123-0001"
    assert row["ChuHoSo"] == "Nguyễn Văn Hùng"
    assert (row["KenhThucHien"], row["HinhThuc"], row["LoaiDoiTuong"]) == ("3", "1", "1")
    assert (row["NgayTiepNhan"], row["NgayKetThucXuLy"]) == ("20261123073200", "20261123073400")
    assert (row["TrangThaiHoSo"], row["NgayTra"]) == ("10", "20261123073500")
    assert json.loads(row["DinhDanhCHS"]) == [{"LoaiDinhDanh": "1", "SoDinhDanh": "099080000123"}]
    assert [one["SoLuong"] for one in json.loads(row["DanhSachTepDinhKemKhac"])] == [1, 2]
    assert json.loads(row["DanhSachLePhi"]) == [{"Gia": "15000", "TenPhiLePhi": "Phí, lệ phí"}]
    assert row["GhiChu"] == "dòng một\ndòng hai"
    assert "Thôn Thượng" not in table.decode("utf-8-sig")


def test_a_tax_code_makes_the_owner_an_enterprise() -> None:
    events = journal(1)
    piece = part(events)
    (state,) = piece.dossiers
    owner = {**state["applicant"], "citizen_id": "0101234567"}
    piece = replace(piece, dossiers=Counted([{**state, "applicant": owner}]))
    with zipfile.ZipFile(io.BytesIO(make_bundle(piece, KEY))) as file:
        (row,) = csv.DictReader(io.StringIO(file.read("dossiers.csv").decode("utf-8-sig"), newline=""))
    assert (row["LoaiDoiTuong"], row["DinhDanhCHS"]) == ("2", "[]")


def test_a_broken_journal_is_not_exported(tmp_path: Path) -> None:
    events = journal(2)
    events[2] = replace(events[2], by="duc")
    with pytest.raises(BadFile, match="entry 3"):
        write_bundle(tmp_path, part(events), KEY)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DeviceProblem, match="not there"):
        write_bundle(tmp_path / "E:", part(journal(1)), KEY)


def test_a_full_medium_leaves_nothing(tmp_path: Path) -> None:
    """The system refuses bytes beyond the first thousand, as a full stick does."""
    program = (
        "import resource, sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path\n"
        "from tests.sync.exchange_makers import *; \n"
        "from counter_app.errors import DeviceProblem\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: write_bundle(Path(sys.argv[2]), part(journal(3)), KEY)\n"
        "except DeviceProblem as problem: print(problem)\n"
    )
    command = [sys.executable, "-c", program, str(Path(__file__).parents[2]), str(tmp_path)]
    result = subprocess.run(command, check=True, capture_output=True, text=True)
    assert "cannot be written" in result.stdout
    assert not list(tmp_path.iterdir())


@contextmanager
def _without_rights(folder: Path) -> Iterator[None]:
    """Be somebody who may read ``folder`` and not write it."""
    for above in (folder, *folder.parents):
        if above == Path(tempfile.gettempdir()):
            break
        above.chmod(0o755)
    folder.chmod(0o555)
    root = os.geteuid() == 0
    if root:
        os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        if root:
            os.setresuid(0, 0, 0)
        folder.chmod(0o755)


def test_a_folder_without_rights(tmp_path: Path) -> None:
    with _without_rights(tmp_path), pytest.raises(DeviceProblem, match="cannot be written"):
        write_bundle(tmp_path, part(journal(1)), KEY)
    assert not list(tmp_path.iterdir())


def test_a_kill_while_writing_leaves_no_file_that_looks_whole(tmp_path: Path) -> None:
    """The process dies at the flush, when all bytes are written and nothing is named yet."""
    program = (
        "import os, sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path\n"
        "from tests.sync.exchange_makers import *; \n"
        "os.fsync = lambda handle: os._exit(9)\n"
        "write_bundle(Path(sys.argv[2]), part(journal(3)), KEY)\n"
    )
    command = [sys.executable, "-c", program, str(Path(__file__).parents[2]), str(tmp_path)]
    assert subprocess.run(command, check=False).returncode == 9
    (left,) = tmp_path.iterdir()
    assert left.suffix == ".part"


def test_a_medium_that_gives_other_bytes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        bundle_writing, "read_back", lambda path: path.read_bytes()[:-1] + b"?"
    )  # a bad stick
    with pytest.raises(DeviceProblem, match="came back changed"):
        write_bundle(tmp_path, part(journal(1)), KEY)
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_bundle(tmp_path / "nothing.hsb", KNOWN)


def test_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    with pytest.raises(DeviceProblem):
        read_bundle(tmp_path, KNOWN)


def test_a_file_beyond_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_bundle(tmp_path, part(journal(1)), KEY)
    monkeypatch.setattr(bundle, "FILE_LIMIT", 100)
    monkeypatch.setattr(bundle_writing, "FILE_LIMIT", 100)
    with pytest.raises(BadFile, match="too large"):
        read_bundle(path, KNOWN)
    with pytest.raises(BadFile, match="too much for one"):
        make_bundle(part(journal(1)), KEY)


def test_an_unknown_node_is_named() -> None:
    content = make_bundle(part(journal(1)), KEY)
    with pytest.raises(BadFile, match="Node 0117"):
        parse_bundle(content, {"0222": public_hex(OTHER_KEY)})
    with pytest.raises(BadFile, match="Node 0117"):
        parse_bundle(content, {})


def test_a_known_node_with_another_key() -> None:
    with pytest.raises(BadFile, match="signature"):
        parse_bundle(make_bundle(part(journal(1)), OTHER_KEY), KNOWN)


def test_a_known_key_may_not_sign_for_another_node() -> None:
    content = make_bundle(part(journal(1, node="0222")), KEY)
    with pytest.raises(BadFile, match="signature"):
        parse_bundle(content, {NODE: public_hex(KEY), "0222": public_hex(OTHER_KEY)})


def test_created_is_the_senders_clock() -> None:
    piece = replace(part(journal(1)), created=START)
    assert parse_bundle(make_bundle(piece, KEY), KNOWN).created == START


def test_a_dossier_with_very_many_papers_is_read_by_a_fresh_program(tmp_path: Path) -> None:
    """Its cell is longer than the standard reader takes of itself."""
    events = journal(1)
    piece = part(events)
    (state,) = piece.dossiers
    papers = [{"name": f"Giấy số {number} " + "x" * 500, "originals": 1} for number in range(400)]
    path = write_bundle(tmp_path, replace(piece, dossiers=Counted([{**state, "papers": papers}])), KEY)
    program = (
        "import sys; from pathlib import Path; from counter_app.sync.bundle import read_bundle\n"
        "print(read_bundle(Path(sys.argv[1]), {'0117': sys.argv[2]}).dossiers)"
    )
    command = [sys.executable, "-c", program, str(path), public_hex(KEY)]
    assert subprocess.run(command, capture_output=True, text=True, check=False).stdout == "1\n"
