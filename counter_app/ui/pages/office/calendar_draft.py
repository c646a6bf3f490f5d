"""What an office is about to change in its calendar, collected before the decision is recorded."""

from dataclasses import dataclass, field
from datetime import date

from counter_app.core.events import CalendarChanged, DayChange


@dataclass(slots=True)
class Draft:
    """Days, opening hours and final years that wait for their decision."""

    days: dict[date, DayChange] = field(default_factory=dict)
    sessions: tuple[str, ...] = ()
    years: set[int] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.days or self.sessions or self.years)

    def change(self, decision: str) -> CalendarChanged:
        """The change that ``decision`` makes of it."""
        return CalendarChanged(
            decision=decision,
            days=tuple(self.days[day] for day in sorted(self.days)),
            sessions=self.sessions,
            confirmed_years=tuple(sorted(self.years)),
        )

    def clear(self) -> None:
        """Nothing waits any more."""
        self.days.clear()
        self.sessions = ()
        self.years.clear()
