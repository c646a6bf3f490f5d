"""No colour, no size of type and no spacing of its own outside the theme."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import counter_app.ui
from counter_app.assets import asset
from counter_app.ui import theme

SOURCES = sorted(
    path for path in Path(next(iter(counter_app.ui.__path__))).rglob("*.py") if path.name != "theme.py"
)
#: Calls that take a size of type, and at which place.
SIZED = {"font": 0, "Label": 1, "ShortLabel": 1, "Block": 0, "PartLabel": 0}
#: Calls and names that take a distance between parts.
SPACED = {"setSpacing", "addSpacing", "setHorizontalSpacing", "setVerticalSpacing", "Flow"}
SPACED_NAMES = {"gap", "inset", "line_gap"}
#: Calls that take a radius, and at which place.
ROUNDED = {"box": 2, "focus_ring": 2}


def name_of(call: ast.Call) -> str:
    return getattr(call.func, "attr", "") or getattr(call.func, "id", "")


def own(value: ast.expr) -> bool:
    """Whether a value is written as a figure, or reckoned from one of the theme's sizes."""
    if isinstance(value, ast.BinOp):
        return own(value.left) or own(value.right)
    return isinstance(value, ast.Constant) and isinstance(value.value, int | float)


def own_colours(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and re.fullmatch(r"#[0-9A-Fa-f]{3,8}", str(node.value)):
            yield f"line {node.lineno}: colour {node.value}"
        if isinstance(node, ast.Call) and name_of(node) in ("QColor", "rgb", "fromRgb"):
            yield f"line {node.lineno}: a colour is made"
        if isinstance(node, ast.Attribute) and getattr(node.value, "attr", "") == "GlobalColor":
            yield f"line {node.lineno}: colour {node.attr}"


def own_sizes(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        for places, what in ((SIZED, "size"), (ROUNDED, "radius")):
            place = places.get(name_of(node), len(node.args))
            if place < len(node.args) and own(node.args[place]):
                yield f"line {node.lineno}: {what} {ast.unparse(node.args[place])}"
        if name_of(node) in (*SIZED, "IconLabel", "Check"):
            for word in node.keywords:
                if word.arg in ("size", "points") and own(word.value):
                    yield f"line {node.lineno}: size {ast.unparse(word.value)}"


def own_distances(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        values = list(node.args) if name_of(node) in SPACED else []
        values += [word.value for word in node.keywords if word.arg in SPACED_NAMES]
        for value in values:
            if isinstance(value, ast.Constant) and value.value not in theme.STEPS:
                yield f"line {node.lineno}: distance {value.value}"


@pytest.mark.parametrize("kind", [own_colours, own_sizes, own_distances])
def test_the_theme_is_the_only_place_of(kind: object) -> None:
    assert callable(kind)
    found = {
        path.name: faults
        for path in SOURCES
        if (faults := list(kind(ast.parse(path.read_text(encoding="utf-8")))))
    }
    assert found == {}


def test_what_is_looked_for_is_found() -> None:
    """The tests above would be worth nothing if they saw nothing."""
    tree = ast.parse(
        'QColor("#123456"); Qt.GlobalColor.red; Label("", 16, 600); theme.font(theme.KEY - 1);'
        "box(p, r, 5); row.setSpacing(7); Card(gap=5); IconLabel(size=3)"
    )
    assert len(list(own_colours(tree))) == 3
    assert len(list(own_sizes(tree))) == 4
    assert len(list(own_distances(tree))) == 2


def test_every_icon_that_is_named_is_shipped_with_its_licence() -> None:
    named = {
        name
        for path in SOURCES
        for name in re.findall(r'"([a-z_]+_(?:16|20|24)_(?:regular|filled))"', path.read_text("utf-8"))
    }
    assert len(named) > 30
    assert [name for name in sorted(named) if not (asset("icons") / f"{name}.svg").exists()] == []
    licence = (asset("icons") / "LICENSE-FluentSystemIcons.txt").read_text(encoding="utf-8")
    assert "Permission is hereby granted" in licence
