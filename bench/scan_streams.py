"""Streams of keys as they come to a desk: scanners of every pace, input methods, keyboards, and fingers.

Each stream knows what is to come of it: the codes that were scanned and the text that was typed.
"""

import random
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta

from bench.input_methods import InputMethod
from counter_app.core.codes import check_digits, scan_number

SUFFIXES = ("\r", "\n", "\r\n", "\t", "")
METHODS = ("none", "none", "telex", "telex", "vni", "viqr")
#: The row of figures of the Vietnamese keyboard of Windows, from 0 to 9.
FIGURE_ROW = "đăâêô\u0300\u0309\u0303\u0301\u0323"
WORDS = (
    "Nguyeenx Vawn Hungf", "Traafn Thij Myx Hanhj", "Dddawngj Thij Dieemx", "Dang Van Quang", "xa Dong Phu",
    "thon Trung", "khai sinh", "chung thuc", "Le Van A", "0912345678", "14031987", "099187000456",
    "hen chieu", "Nguye", "Hoa", "15000", "aaaa", "toi da", "ban sao y ban chinh",
)  # fmt: skip
VNI_WORDS = ("Nguye6n4 Va8n Hu2ng", "Tra62n Thi5 My4", "D9a85ng Thi5", "Nguye6n4", "To6", "ba3n sao", "hoa")
CARDS = (
    "099187000456|123456789|Đặng Thị Diễm|14031987|Nữ|Thôn Trung, xã Đông Phù|01012022",
    "099087000457||Y Kpar Wil|03021987|Nam|Buon Sut Mdrang, xa Ea Tul|01072023",
    "099187000456|Nguyen Thi Hoa|14031987|Nu|To 5 Phuong Quang Trung|01072023",
    "099301004321|099111222|Tran Dang Khoa|1999|Nam|12/5 Ngo 7, xa Dong Phu||Tran Van A|Le Thi B",
    "099187000456||Nguy?n Th? Hoa|14031987|N?|Th?n Trung, x? ??ng Ph?|01072023",
)
BANK = "00020101021138570010A00000072701270006970436011301234567890120208QRIBFTTA53037045802VN6304A13F"
LINKS = ("https://www.vnexpress.example/q?id=128", "http://dichvucong.example/tra-cuu")
INSURANCE = "DN4010100012345|4e677579e1bb856e|14/03/1987|2|5468c3b46e|01 - 001|01/01/2026|-|01/01/2026|99"
OFFICES = re.compile(r"\d{16}|[0-9A-Z.]+-\d{6}-\d{4}")
CLOSED = re.compile(r"\d{16}|\d{13}|[A-Z]{2}\d{9}[A-Z]{2}")
OTHERS = ("LOT-7781-AB", "ABC-12345-XZ", "SN:4C4C4544-0051", "WIFI:T:WPA;S:nha;;", "12345678901234567890")


@dataclass
class Stroke:
    """One event: letters taken back, letters put there, when, and whose it is."""

    at: float
    deleted: int
    inserted: str
    scanner: bool
    overlapping: bool = False
    held: bool = False


@dataclass
class Stream:
    """Events in their order; ``codes`` is what was scanned, ``typed`` what fingers left."""

    strokes: list[Stroke] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    typed: str = ""
    enters: int = 0
    story: list[str] = field(default_factory=list)
    method: str = "none"


class Maker:
    """Makes one stream after the other from the same dice."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)

    def stream(self) -> Stream:
        """Some acts of fingers and scanners at one PC, with one input method and one keyboard."""
        dice = self.dice
        self.method = InputMethod(dice.choice(METHODS))
        self.figure_row = self.method.name == "none" and dice.random() < 0.2
        self.caps = dice.random() < 0.2
        self.composes = dice.random() < 0.3
        self.gap = 10 ** dice.uniform(0, 2.079)
        self.suffix = dice.choice(SUFFIXES)
        self.now, self._busy = 1000.0, 0.0
        self._read_at: dict[str, float] = {}
        self.made = Stream(method=self.method.name)
        self.made.story.append(
            f"{self.method.name} row={self.figure_row} caps={self.caps} composes={self.composes} "
            f"gap={self.gap:.1f} suffix={self.suffix!r}"
        )
        for _act in range(dice.randint(1, 4)):
            dice.choices((self.type_words, self.scan, self.hold, self.type_number), (4, 6, 1, 1))[0]()
        return self.made

    # scanners

    def code(self) -> str:
        """What may be under the scanner."""
        dice = self.dice
        day = date(2026, 1, 1) + timedelta(days=dice.randrange(700))
        kind = dice.random()
        if kind < 0.45:
            return scan_number(f"{dice.randrange(1, 9999):04d}", day, dice.randint(1, 9999))
        if kind < 0.65:
            unit = dice.choice(
                ("000.00.15.H26", "000.17.22.H56", "H26.170", "H99.017", "G07.12", "A12.05", "H05")
            )
            return f"{unit}-{day:%y%m%d}-{dice.randint(1, 9999):04d}"
        if kind < 0.8:
            card = dice.choice(CARDS)
            return unicodedata.normalize("NFD", card) if dice.random() < 0.1 else card
        return self._foreign(dice)

    def _foreign(self, dice: random.Random) -> str:
        kind = dice.randrange(6)
        if kind == 0:
            body = f"893{dice.randrange(10**9):09d}"
            return body + str(-sum(int(one) * (1, 3)[place % 2] for place, one in enumerate(body)) % 10)
        if kind == 1:
            body = f"{dice.randrange(10**8):08d}"
            rest = (
                sum(int(one) * weight for one, weight in zip(body, (8, 6, 4, 2, 3, 5, 9, 7), strict=True))
                % 11
            )
            check = {0: 5, 1: 0}.get(rest, 11 - rest)
            return f"{dice.choice(('EE', 'CP', 'RR', 'EA'))}{body}{check}VN"
        if kind == 5 and self.gap + self._jitter() <= 49:  # fingers keep any slower pace, nothing else tells
            code = dice.choice(OTHERS)
            half = len(code) // 2
            if self.suffix or code[:half] != code[half:]:  # else nothing tells it from its half read twice
                return code
        return (BANK, *LINKS, INSURANCE)[kind - 2] if kind < 5 else BANK

    def scan(self) -> None:
        """One scan, perhaps read twice, perhaps while a letter is typed."""
        dice = self.dice
        code = self.code()
        self.now += dice.choice((dice.uniform(0, 400), dice.uniform(600, 1500))) + self.gap
        soon = self.now - self._read_at.get(unicodedata.normalize("NFC", code), -1000) < 600
        if soon or (self.made.strokes and self.made.strokes[-1].scanner):
            self.now += 700  # sooner, it would be one code that was read twice
        amid = self._spots_amid(code) if dice.random() < 0.08 else []
        self._read(code, amid=amid)
        self.made.codes.append(code)
        if dice.random() < 0.15 and not amid:
            self.now += dice.uniform(20, 80) + self.gap
            self._read(code, amid=[])
            self.made.story.append("read twice")
        self._read_at[unicodedata.normalize("NFC", code)] = self.now
        if not self.suffix:
            self.now += 170 if self.gap > 36 and self._is_open(code) else dice.choice((0, 170))

    @staticmethod
    def _is_open(code: str) -> bool:
        """Whether any letter may stand at the end: then what is typed there at the pace may be the code's."""
        return code != BANK and CLOSED.fullmatch(code) is None

    def _spots_amid(self, code: str) -> list[int]:
        """The letters of a code before which somebody may type one so that it can be told from the code's.

        In the offices' own codes, which know what may stand in them, and not beside their own letters:
        of two letters side by side either may be the typed one. Other codes may have any letters. Nor
        where an input method makes one word of the code and what was typed before: VNI's 6 and the
        A of Telex then do the same, and the one begins another code than the other.
        """
        if not OFFICES.fullmatch(code) or self.method.letters:
            return []
        return [
            place
            for place in range(3, len(code) - 3)
            if not any(one.isalpha() for one in code[place - 1 : place + 1])
        ]

    def _jitter(self) -> float:
        return min(12.0, self.gap / 2)

    def _read(self, code: str, *, amid: list[int]) -> None:
        dice = self.dice
        self.made.story.append(f"scan {code!r} at {self.now:.0f}")
        jitter = self._jitter()
        spot = dice.choice(amid) if amid else -1
        for place, char in enumerate(code + self.suffix):
            if place:
                gap = max(0.5, self.gap + dice.uniform(-jitter, jitter))
                if place == spot and not self.method.letters:  # else it would make one word of both
                    when = self.now
                    self.now += dice.uniform(0, gap)
                    self._fingers(dice.choice("nghk"))
                    self.now = when
                self.now += gap
            self._scanned(char)
        if self.suffix or code[-1].isalpha():
            self.method.reset()  # else it would take letters of the scan back for a word typed behind it

    def _scanned(self, char: str) -> None:
        if char in "\r\n\t":
            self._event(0, char, scanner=True)
            return
        if self.caps and char.isascii():
            char = char.swapcase()
        if self.figure_row and char.isascii() and char.isdigit():
            char = FIGURE_ROW[int(char)]
            if self.caps:
                char = char.upper()
        self._press(char, scanner=True)

    # fingers

    def type_words(self) -> None:
        """Words by hand, also very fast; fast fingers press a key before the last one is let go."""
        dice = self.dice
        words = dice.choice(VNI_WORDS if self.method.name == "vni" else WORDS)
        self._type(words, dice.uniform(65, 220), dice.uniform(0.28, 0.5))

    def type_number(self) -> None:
        """The sixteen digits under the bars typed by hand, right, and Enter."""
        dice = self.dice
        body = f"{dice.randrange(1, 9999):04d}2611{dice.randrange(1, 31):02d}{dice.randrange(1, 9999):04d}"
        self.now += 700
        self.method.reset()
        self._type(body + check_digits(body), dice.uniform(85, 220), dice.uniform(0.25, 0.45))
        self.now += dice.uniform(60, 400)
        self._event(0, "\r", scanner=False)
        self.method.reset()
        self.made.enters += 1

    def hold(self) -> None:
        """A key held down, then perhaps another."""
        dice = self.dice
        self.now += 700
        key = dice.choice("a0 -x")
        self._fingers(key)
        self.now += dice.uniform(250, 500)
        for _one in range(dice.randint(3, 40)):
            self._fingers(key, held=True)
            self.now += 33
        if dice.random() < 0.5:
            self.now += dice.uniform(5, 200)
            self._fingers("b")
        self.made.story.append(f"held {key!r}")

    def _type(self, keys: str, middle: float, spread: float) -> None:
        dice = self.dice
        self.made.story.append(f"type {keys!r} middle={middle:.0f} spread={spread:.2f}")
        self.now += dice.choice((dice.uniform(60, 300), 700))
        down = dice.uniform(75, 110)
        for place, key in enumerate(keys):
            gap = middle * dice.lognormvariate(0, spread)
            if place:
                self.now += max(12, gap)
            self._fingers(key, overlapping=bool(place) and gap < down * dice.uniform(0.85, 1.15))

    def _fingers(self, key: str, *, overlapping: bool = False, held: bool = False) -> None:
        start = len(self.made.strokes)
        self._press(key, scanner=False, overlapping=overlapping, held=held)
        for one in self.made.strokes[start:]:
            self.made.typed = self.made.typed[: len(self.made.typed) - one.deleted] + one.inserted

    # both

    def _press(self, char: str, *, scanner: bool, overlapping: bool = False, held: bool = False) -> None:
        """One key on its way through the input method: one change, or Backspaces and letters."""
        deleted, inserted = self.method.press(char)
        if self.composes or not deleted:
            self._event(deleted, inserted, scanner=scanner, overlapping=overlapping, held=held)
            return
        pressed = self.now
        for taken, letter in [*[(1, "")] * deleted, *((0, one) for one in inserted)]:
            self._event(taken, letter, scanner=scanner, overlapping=overlapping, held=held)
            self.now += self.dice.uniform(0, 0.7)
        self._busy, self.now = self.now, pressed

    def _event(
        self, deleted: int, inserted: str, *, scanner: bool, overlapping: bool = False, held: bool = False
    ) -> None:
        at = max(self.now, self._busy)
        before = self.made.strokes[-1] if self.made.strokes else None
        if scanner and before is not None and not before.scanner:
            overlapping = at - before.at < self.dice.uniform(65, 120)
        self.made.strokes.append(Stroke(at, deleted, inserted, scanner, overlapping, held))
