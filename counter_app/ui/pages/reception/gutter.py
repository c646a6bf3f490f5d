"""The gutter of the form's cards in a narrow window: the number stays, the name goes."""

from counter_app.ui.widgets import GutterCard

_NARROW = 16


def fit_gutter(card: GutterCard, title: str, *, narrow: bool) -> None:
    """Show ``title`` in the gutter of ``card``, or its number alone where the window is narrow."""
    number, _space, _name = title.partition(" ")
    card.title.setText(number if narrow else title)
    card.title.setAccessibleName(title)
    holder = card.title.parentWidget()
    if holder is not None:
        holder.setFixedWidth(_NARROW if narrow else GutterCard.GUTTER)
