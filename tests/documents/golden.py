"""The text and the picture of a form, compared with those that were last looked at."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
from PIL import Image

from tests.documents.page_readers import page_count, page_texts, rendered

REFERENCE = Path(__file__).parent.parent / "reference"
DPI = 100
FAR = 64  # of 255 greys: more than a smoothed edge differs
FEW = 0.002  # of the pixels


def require_same_text(name: str, content: bytes) -> None:
    """The form reads as its reference does, or becomes it where references are taken."""
    text = "\f".join(page_texts(content))
    file = REFERENCE / f"{name}.txt"
    if os.environ.get("COUNTER_TAKE_REFERENCE"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


def require_same_pictures(name: str, content: bytes, folder: Path) -> None:
    """Each page looks as its reference does; what it looks like now is left in ``folder``."""
    for page in range(page_count(content)):
        image = rendered(content, DPI, page)
        file = REFERENCE / f"{name}_{page + 1}.png"
        if os.environ.get("COUNTER_TAKE_REFERENCE"):
            image.quantize(16).save(file, optimize=True)
        with Image.open(file) as kept:
            before = np.asarray(kept.convert("L"), dtype=int)
        image.save(folder / file.name)
        now = np.asarray(image, dtype=int)
        assert now.shape == before.shape
        assert (np.abs(now - before) > FAR).mean() < FEW, f"compare {folder / file.name} with {file}"


def references(forms: Mapping[str, Callable[[], bytes]]) -> set[str]:
    """The names of the files that the references of ``forms`` are kept in."""
    pages = {f"{name}_{page + 1}.png" for name, draw in forms.items() for page in range(page_count(draw()))}
    return pages | {f"{name}.txt" for name in forms}
