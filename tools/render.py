"""Pictures of the pages of every PDF in a folder, beside the files."""

import sys
from pathlib import Path

import pypdfium2

DPI = 150


def render(folder: Path) -> list[Path]:
    """Draw each page at 150 dpi; the pictures are named after their file and page."""
    pictures = []
    for file in sorted(folder.rglob("*.pdf")):
        document = pypdfium2.PdfDocument(file)
        for number, page in enumerate(document, start=1):
            picture = file.with_name(f"{file.stem}-{number}.png")
            page.render(scale=DPI / 72).to_pil().save(picture)
            pictures.append(picture)
        document.close()
    return pictures


if __name__ == "__main__":
    print(f"{len(render(Path(sys.argv[1])))} pictures in {sys.argv[1]}")
