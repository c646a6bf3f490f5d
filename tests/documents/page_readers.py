"""Reads our PDFs back with readers the project did not write."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
import zxingcpp
from PIL import Image
from pyzbar import pyzbar

MM = 25.4 / 72


@contextmanager
def opened(content: bytes) -> Iterator[pdfium.PdfDocument]:
    document = pdfium.PdfDocument(content)
    try:
        yield document
    finally:
        document.close()


def page_count(content: bytes) -> int:
    with opened(content) as document:
        return len(document)


def page_sizes(content: bytes) -> list[tuple[float, float]]:
    """Width and height of each page in mm, to 0.1."""
    with opened(content) as document:
        return [tuple(round(side * MM, 1) for side in page.get_size()) for page in document]


def page_texts(content: bytes) -> list[str]:
    """The text of each page, lines ended by a newline."""
    texts = []
    with opened(content) as document:
        for page in document:
            text_page = page.get_textpage()
            texts.append(text_page.get_text_bounded().replace("\r\n", "\n"))
            text_page.close()
    return texts


def run_together(text: str) -> str:
    """Text with every run of white space as one space, so broken lines compare equal."""
    return " ".join(text.split())


def rendered(content: bytes, dpi: float, page: int = 0) -> Image.Image:
    """A page in grey at ``dpi``."""
    with opened(content) as document:
        return document[page].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")


def read_by_zxing(image: Image.Image) -> set[str]:
    return {found.text for found in zxingcpp.read_barcodes(image)}


def read_by_zbar(image: Image.Image) -> set[str]:
    kinds = [pyzbar.ZBarSymbol.CODE128, pyzbar.ZBarSymbol.QRCODE]
    return {found.data.decode("ascii") for found in pyzbar.decode(image, symbols=kinds)}


@dataclass(frozen=True)
class Glyphs:
    """The letters of a page: tight boxes as x1, y1, x2, y2 in mm from the top left, and their baselines."""

    letters: str
    boxes: np.ndarray
    baselines: np.ndarray


def glyphs(content: bytes, page: int = 0) -> Glyphs:
    letters, boxes, baselines = [], [], []
    with opened(content) as document:
        one = document[page]
        height = one.get_height()
        text_page = one.get_textpage()
        x, y = ctypes.c_double(), ctypes.c_double()
        for index in range(text_page.count_chars()):
            letter = chr(raw.FPDFText_GetUnicode(text_page, index))
            if letter.isspace():
                continue
            left, bottom, right, top = text_page.get_charbox(index)
            raw.FPDFText_GetCharOrigin(text_page, index, ctypes.byref(x), ctypes.byref(y))
            letters.append(letter)
            boxes.append([left * MM, (height - top) * MM, right * MM, (height - bottom) * MM])
            baselines.append((height - y.value) * MM)
        text_page.close()
    return Glyphs("".join(letters), np.array(boxes), np.array(baselines))


def rules(content: bytes, page: int = 0) -> list[tuple[float, float, float, float]]:
    """The drawn rules of a page as x1, y1, x2, y2 in mm; a stroked rectangle gives its four sides."""
    found = []
    with opened(content) as document:
        one = document[page]
        height = one.get_height()
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        for item in one.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
            raw.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
            if not stroke.value:
                continue
            left, bottom, right, top = item.get_bounds()
            moved = item.container.get_matrix() if item.container else None
            dx, dy = (moved.e, moved.f) if moved else (0, 0)
            x1, x2 = (left + dx) * MM, (right + dx) * MM
            y1, y2 = (height - top - dy) * MM, (height - bottom - dy) * MM
            if min(x2 - x1, y2 - y1) < 1:
                found.append((x1, y1, x2, y2))
            else:
                found += [(x1, y1, x2, y1), (x1, y2, x2, y2), (x1, y1, x1, y2), (x2, y1, x2, y2)]
    return found


def overlapping(of: Glyphs, slack: float = 0.02) -> list[str]:
    """Pairs of letters on different lines whose boxes overlap by more than ``slack`` mm."""
    one = of.boxes
    across = np.minimum(one[:, None, 2], one[None, :, 2]) - np.maximum(one[:, None, 0], one[None, :, 0])
    down = np.minimum(one[:, None, 3], one[None, :, 3]) - np.maximum(one[:, None, 1], one[None, :, 1])
    other_line = np.abs(of.baselines[:, None] - of.baselines[None, :]) > 0.1
    pairs = np.argwhere((across > slack) & (down > slack) & other_line)
    return [f"{of.letters[a]}{of.letters[b]} at {of.boxes[a].round(1)}" for a, b in pairs if a < b]


def crossed(of: Glyphs, lines: list[tuple[float, float, float, float]], slack: float = 0.05) -> list[str]:
    """Letters through whose box a rule runs."""
    struck = []
    for x1, y1, x2, y2 in lines:
        boxes = of.boxes
        across = (boxes[:, 0] < x2 - slack) & (boxes[:, 2] > x1 + slack)
        hit = across & (boxes[:, 1] < y2 - slack) & (boxes[:, 3] > y1 + slack)
        struck += [f"{of.letters[index]} at {boxes[index].round(1)}" for index in np.flatnonzero(hit)]
    return struck
