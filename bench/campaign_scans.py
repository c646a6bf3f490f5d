"""Scanners and fingers told apart in generated streams: nothing lost, doubled, stolen or left behind.

python -m bench.campaign_scans --count 100000

Scanners of 1 to 120 ms a character with every suffix, Telex, VNI and VIQR, Caps Lock, the
Vietnamese keyboard of Windows, codes read twice; words, numbers and held keys of people, some very
fast, before, amid and behind. A field that is only a text takes what the window's would take.

Left out is what nobody can tell, the same keys at the same times having two legal meanings (each is
said where the streams are made, in bench.scan_streams): codes that no looks tell at more than 49 ms a
character; a code of two equal halves from a scanner without a suffix; typing within a pause behind a
slow code without a suffix that may go on; a letter typed amid a code beside a letter of the code, in a
code that may have any letters, or where an input method makes one word of code and typing; and typing
behind a scan whose last letters an input method keeps. Compared are whole codes; a capital where the
desk takes both, and the tones of VIQR in a card's names, are not.
"""

import argparse
import sys
import time as clock
from collections.abc import Callable
from dataclasses import dataclass, field

from bench.scan_streams import Maker, Stream, Stroke
from counter_app.core.bursts import Scan, Typing
from counter_app.core.scan import Doubles, Recogniser, ScanKind, meaning

_VIQR_AS_TELEX = str.maketrans("'`?~.", "sfrxj")


@dataclass
class Desk:
    """A text field, what was heard, and the Enters that reached the field."""

    recogniser: Recogniser = field(default_factory=Recogniser)
    doubles: Doubles = field(default_factory=Doubles)
    text: str = ""
    heard: list[str] = field(default_factory=list)
    enters: int = 0
    quiet_until: float = 0.0
    _burst: list[tuple[str, Stroke]] = field(default_factory=list)

    def take(self, stroke: Stroke) -> None:
        """One event comes."""
        if stroke.held:
            self._settle(self.recogniser.suffix(stroke.at))
            self._change(stroke)
            return
        if stroke.inserted in ("\r", "\n", "\t"):
            scanned = self._settle(self.recogniser.suffix(stroke.at))
            quiet = self.quiet_until > stroke.at
            self.enters += not (scanned or quiet)
            return
        word = self.text[-80:].rpartition(" ")[2]
        closed = self.recogniser.feed(
            stroke.inserted, stroke.at, deleted=stroke.deleted, before=word, overlapping=stroke.overlapping
        )
        self._settle(closed)
        self._burst.append((self.text, stroke))
        self._change(stroke)

    def end(self, at: float) -> None:
        """Nothing more comes."""
        self._settle(self.recogniser.pause(at))

    def _settle(self, parts: list[Scan | Typing]) -> bool:
        """Scans are heard and taken out of the text, what was typed after their beginning comes again."""
        burst, self._burst = (self._burst, []) if parts else ([], self._burst)
        first = next((one.events[0] for one in parts if isinstance(one, Scan)), None)
        if first is None:
            return False
        self.text = burst[first][0]
        for part in parts:
            if isinstance(part, Scan):
                self.quiet_until = part.ended + 500
                if not self.doubles.again(part.text, part.began, part.ended):
                    self.heard.append(part.text)
            else:
                for event in part.events:
                    if event > first:
                        self._change(burst[event][1])
        return True

    def _change(self, stroke: Stroke) -> None:
        self.text = self.text[: len(self.text) - stroke.deleted] + stroke.inserted


@dataclass
class Result:
    """What was counted; ``failures`` tell the streams in words."""

    streams: int = 0
    scans: int = 0
    typed: int = 0
    lost: int = 0
    doubled: int = 0
    stolen: int = 0
    left: int = 0
    failures: list[str] = field(default_factory=list)


def play(stream: Stream) -> Desk:
    """The desk after all events of ``stream``."""
    desk = Desk()
    for stroke in stream.strokes:
        desk.take(stroke)
    desk.end(stream.strokes[-1].at + 10_000)
    return desk


def check(stream: Stream, result: Result) -> None:
    """Play ``stream`` and add to ``result`` what came of it."""
    desk = play(stream)
    wanted = [told(one, stream.method) for one in stream.codes]
    heard = [told(one, stream.method) for one in desk.heard]
    result.streams += 1
    result.scans += len(wanted)
    result.typed += len(stream.typed) + stream.enters
    lost = sum(max(0, wanted.count(one) - heard.count(one)) for one in set(wanted))
    doubled = sum(max(0, heard.count(one) - wanted.count(one)) for one in set(heard))
    result.lost += lost
    result.doubled += doubled
    left = max(0, len(desk.text) - len(stream.typed))
    stolen = max(0, len(stream.typed) - len(desk.text)) + max(0, stream.enters - desk.enters)
    if not (left or stolen) and desk.text != stream.typed:
        stolen = 1
    left += max(0, desk.enters - stream.enters)
    result.left += left
    result.stolen += stolen
    if lost or doubled or left or stolen:
        result.failures.append(
            f"{' / '.join(stream.story)}\n   heard {desk.heard} and not {stream.codes}\n"
            f"   field {desk.text!r} and not {stream.typed!r}, Enter {desk.enters} and not {stream.enters}"
        )


def told(code: str, method: str = "none") -> str:
    """What a code tells the desk, in capitals where those of a code alone are the same to the desk.

    VIQR's keys for tones do in a card's names what Telex' do: the same changes at the same times.
    """
    seen = meaning(code)
    if seen.kind is not ScanKind.CARD:
        return f"{seen.kind} {seen.value.upper()}"
    return f"{seen.kind} {seen.value.translate(_VIQR_AS_TELEX) if method == 'viqr' else seen.value}"


def run(count: int, seed: int = 1, progress: Callable[[int], None] | None = None) -> Result:
    """Play ``count`` streams; ``progress`` hears how many are done."""
    maker, result = Maker(seed), Result()
    for done in range(1, count + 1):
        stream = maker.stream()
        if stream.strokes:
            check(stream, result)
        if progress is not None and done % 5000 == 0:
            progress(done)
    return result


def main() -> int:
    """Run the campaign from the command line; 1 where anything was lost, doubled, stolen or left."""
    parser = argparse.ArgumentParser(prog="campaign_scans", description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=100_000, help="streams to play")
    parser.add_argument("--seed", type=int, default=1, help="start of the dice")
    options = parser.parse_args()
    began = clock.monotonic()

    def progress(done: int) -> None:
        rate = done / (clock.monotonic() - began)
        print(f"{done:,} of {options.count:,} streams, {rate:,.0f} a second", file=sys.stderr, flush=True)

    result = run(options.count, options.seed, progress)
    for one in result.failures[:20]:
        print(one)
    print(
        f"{result.streams:,} streams with {result.scans:,} scans and {result.typed:,} typed characters: "
        f"{result.lost} scans lost, {result.doubled} doubled, {result.stolen} typed characters stolen, "
        f"{result.left} scanned characters left, seed {options.seed}"
    )
    return 1 if result.failures else 0


if __name__ == "__main__":
    sys.exit(main())
