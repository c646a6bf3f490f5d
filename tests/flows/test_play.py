"""The desk's main job, played by keys and scans in the real window, leaves what it should."""

import os
import subprocess
import sys
from pathlib import Path

import pypdfium2
import zxingcpp

ROOT = Path(__file__).resolve().parents[2]


def test_from_reception_to_export(tmp_path):
    out = tmp_path / "out"
    played = subprocess.run(
        [sys.executable, "-m", "bench.play", str(out)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert played.returncode == 0, played.stderr

    page = pypdfium2.PdfDocument((out / "receipt.pdf").read_bytes())[0]
    texts = {one.text for one in zxingcpp.read_barcodes(page.render(scale=300 / 72).to_pil())}
    assert any(len(text) == 16 and text.isdigit() for text in texts)
    assert any(text.startswith("H99.017-") for text in texts)

    ledger = pypdfium2.PdfDocument((out / "ledger.pdf").read_bytes())[0].get_textpage().get_text_range()
    assert "SỔ THEO DÕI HỒ SƠ" in ledger
    assert len(list((out / "exchange").glob("*.hsb"))) == 1
    assert len(list(out.glob("*.png"))) == 13
