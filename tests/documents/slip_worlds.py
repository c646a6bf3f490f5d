"""Random slips and receipts: every form, with names, reasons and lists that an officer could type."""

from datetime import date, datetime, timedelta

from hypothesis import strategies as st

from counter_app.core.forms import Condition
from counter_app.core.life import MissingPaper
from counter_app.core.papers import ReceiptPaper
from counter_app.core.records import Paper, Person
from counter_app.core.slips import NewDate, Result, SlipPaper
from counter_app.core.times import VIETNAM
from tests.documents.paper_makers import pack, receipt
from tests.documents.slip_makers import FORMS, slip

# No hyphen: at the end of a line the reader of PDF takes it for a parted word.
_WORD = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyÁẰẨẾỆĐỚỰƯỠỸốộữặẵễ0123456789,;:()/“”%", min_size=1, max_size=14)


def texts(most: int) -> st.SearchStrategy[str]:
    return st.lists(_WORD, min_size=1, max_size=most).map(" ".join)


def _maybe(text: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(st.just(""), text)


_DIGITS = st.text("0123456789", min_size=9, max_size=12)
_MOMENTS = st.datetimes(datetime(2019, 1, 7), datetime(2030, 12, 31)).map(  # noqa: DTZ001 - given its zone
    lambda moment: moment.replace(second=0, microsecond=0, tzinfo=VIETNAM)
)
_DAYS = st.dates(date(2019, 1, 7), date(2030, 12, 31))
_PEOPLE = st.builds(
    Person,
    name=texts(12),
    sex=st.sampled_from(("Nam", "Nữ", "")),
    address=_maybe(texts(25)),
    phone=_maybe(_DIGITS),
    email=_maybe(texts(1)),
    citizen_id=_maybe(_DIGITS),
)
_MISSING = st.builds(
    MissingPaper, name=texts(20), bring=_maybe(texts(20)), where=_maybe(texts(25)), point=_maybe(texts(8))
)
_RESULTS = st.builds(Result, kind=texts(10), mark=_maybe(texts(2)), summary=_maybe(texts(25)))
_EARLIER = _MOMENTS.map(lambda moment: NewDate(moment, moment + timedelta(days=7)))


@st.composite
def slips(draw: st.DrawFn) -> SlipPaper:
    """A paper of any form."""
    year, name = draw(st.sampled_from(FORMS))
    return slip(
        name,
        year,
        applicant=draw(_PEOPLE),
        procedure=draw(texts(60)),
        submitter=draw(_maybe(texts(8))),
        reason=draw(_maybe(texts(150))),
        missing=tuple(draw(st.lists(_MISSING, max_size=9))),
        results=tuple(draw(st.lists(_RESULTS, max_size=9))),
        earlier=tuple(draw(st.lists(_EARLIER, max_size=3))),
        waiting=draw(st.sampled_from((Condition.RESTART, Condition.RESUME, Condition.NEW))),
        dated=draw(_DAYS),
        due_at=draw(_MOMENTS),
        new_due_at=draw(_MOMENTS),
        requested_on=draw(st.one_of(st.none(), _DAYS)),
        kept_until=draw(st.one_of(st.none(), _DAYS)),
        given_back=tuple(draw(st.lists(texts(9), max_size=8))),
        money=draw(_maybe(texts(12))),
        collector=draw(_maybe(texts(8))),
        collector_phone=draw(_maybe(_DIGITS)),
        authorised=draw(_maybe(texts(15))),
        officer=draw(_maybe(texts(6))),
        officer_phone=draw(_maybe(_DIGITS)),
        number=draw(_maybe(st.integers(1, 9999).map(str))),
        copy=draw(st.integers(0, 3)),
    )


_PAPERS = st.builds(
    Paper,
    name=texts(25),
    originals=st.integers(0, 20),
    certified=st.integers(0, 20),
    copies=st.integers(0, 99),
).filter(lambda paper: paper.total > 0)


@st.composite
def receipts(draw: st.DrawFn) -> ReceiptPaper:
    """A receipt of either law, of what an officer could type."""
    form = pack(draw(st.sampled_from(("2018", "2025")))).forms["receipt"]
    person = draw(_PEOPLE)
    received = draw(_MOMENTS)
    return receipt(
        words=form.words,
        form_number=form.number,
        applicant=person.name,
        citizen_id=person.citizen_id,
        address=person.address,
        phone=person.phone,
        email=person.email,
        procedure=draw(texts(40)),
        papers=tuple(draw(st.lists(_PAPERS, max_size=12))),
        sets=draw(st.integers(1, 99)),
        received_at=received,
        due_at=received + timedelta(days=draw(st.integers(0, 90))),
        submitter=draw(texts(6)),
        fee=draw(texts(8)),
        ledger_number=draw(st.integers(1, 99999)),
        copy=draw(st.integers(0, 3)),
    )


def said_by_receipt(paper: ReceiptPaper) -> list[str]:
    """What the receipt must show of its record; the form may lack some fields."""
    said = [paper.applicant, paper.address, paper.procedure, paper.submitter, paper.code]
    said += [str(paper.ledger_number), f"{paper.due_at:%d/%m/%Y}"]
    said += [paper.words["sets"].format(sets=f"{paper.sets:02d}"), *(one.name for one in paper.papers)]
    of_the_form = {
        "citizen_id": paper.citizen_id,
        "phone": paper.phone,
        "email": paper.email,
        "fee": paper.fee,
    }
    said += [value for word, value in of_the_form.items() if paper.words[word]]
    return [one for one in said if one]
