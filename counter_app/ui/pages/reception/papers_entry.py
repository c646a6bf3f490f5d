"""What card 3 of reception holds, as typed."""

from dataclasses import dataclass

from counter_app.core.records import Channel, Collect, FeeStatus
from counter_app.services.drafts import DraftPaper


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersEntry:
    """Papers with their ticks, sets, money as typed, and how the result is collected."""

    papers: tuple[DraftPaper, ...] = ()
    sets: int = 1
    fee: str = ""
    fee_status: FeeStatus = FeeStatus.PAID
    collect: Collect = Collect.COUNTER
    channel: Channel = Channel.DIRECT
    code: str = ""
