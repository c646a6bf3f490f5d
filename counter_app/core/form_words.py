"""What the forms need: the words that each is drawn with, and the fields that each must name.

A word stands here with the places that its text may fill in; an empty text leaves its part
out of the form. A form that is drawn from blocks has its required fields here instead: one
that no longer says why, or until when, would be no notice.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from counter_app.core.forms import SlipField, places
from counter_app.core.sheet_words import SHEET_WORDS

F = SlipField


def _words(text: str) -> dict[str, frozenset[str]]:
    """Words written ``key`` or ``key{place}{place}``, parted by spaces."""
    return {entry.partition("{")[0]: places(entry) for entry in text.split()}


#: Words that a pack gives to all its forms; a form may have its own instead.
SHARED = _words("""
    nation motto place_date{place}{date} code{code} none reprint{n} continued page{page}{pages}
    counter{counter} form_line{form}{wording}{counter}{at}{version} you_man you_woman you_unknown
    fee_none fee_free fee_due{amount} fee_paid{amount}{method} fee_receipt{paid}{number}
    fee_refunded{paid}{amount} method_cash method_transfer method_online
""")

#: Words of each form that is drawn by a module of its own.
WORDS: Mapping[str, Mapping[str, frozenset[str]]] = {
    "receipt": _words("""
        nation motto place_date{place}{date} copy_1 copy_2 reprint{n} code{code} desk applicant
        citizen_id address phone email none procedure procedure_code{code} procedure_elsewhere{code}
        papers papers_none papers_on_page{kinds}{total} papers_on_pages{kinds}{total}{last}
        papers_sum{kinds}{total}{parts} column_number column_paper column_kind column_count original
        certified copy sets{sets} term received{time}{date} due due_time{time} due_day{weekday}{date}
        collect hours bring hotline fee fee_none fee_free fee_due{amount}
        fee_paid{amount}{method} fee_receipt{paid}{number} fee_refunded{paid}{amount} method_cash
        method_transfer method_online ledger{volume}{number} submitter receiver sign
        sign_list note_label note note_continued form_line{form}{wording}{counter}{at}{version}
        counter{counter} continued page{page}{pages}
    """),
    "ledger": _words("""
        nation motto place_date{place}{date} volume{volume}{year} on_day{weekday}{date}
        on_days{first}{last} of_office{office}{node} of_node{node} of_all
        running{volume}{year}{days} running_day{day} running_days{first}{last}
        column_1 column_2 column_3 column_4 column_5 column_6 column_7 columns_8_10 column_8 column_9
        column_10 column_11 column_12 column_13 collect_counter collect_post procedure_code{code} empty
        sum_day sum_days sum{count}{first}{last}{gaps}{returned}{ended}{left}
        sum_all{count}{offices}{returned}{ended}{left} sum_refused{count} sum_withdrawn{count}
        sum_empty no_gap gaps{numbers} recorder checker sign sign_seal note_refused note_supplement
        note_payment note_withdrawn note_suspended seal page{page}{pages} printed{time}{date}{form}
    """),
    **{name: _words(text) for name, text in SHEET_WORDS.items()},
}

#: Words of every form that is drawn from blocks.
SLIP_WORDS: Mapping[str, frozenset[str]] = {
    **SHARED,
    **_words("number_line{number} subtitle applicant note_label note note_uncoded note_continued"),
    **_words("earlier{old}{new}"),
}

#: Words of their own that single forms of blocks have.
OWN_WORDS: Mapping[str, Mapping[str, frozenset[str]]] = {
    "stop": _words("stage{holder} withdrawal"),
    "result_receipt": _words("result"),
}

_OFFICE = frozenset({F.OFFICE, F.DESK, F.COUNTER, F.COLLECT_PLACE, F.OPENING_HOURS, F.BRING, F.HOTLINE})
_PERSON = frozenset({F.APPLICANT, F.DEAR, F.YOU, F.CITIZEN_ID, F.ADDRESS, F.PHONE, F.EMAIL, F.SUBMITTER})
_MATTER = frozenset({F.CODE, F.PROCEDURE, F.PROCEDURE_CODE, F.RECEIVED, F.RECEIVED_DAY, F.DUE, F.NUMBER})
_SIGNED = frozenset({F.OFFICER, F.OFFICER_PHONE, F.SIGNER_TITLE, F.SIGNER_NAME})
_ALWAYS = _OFFICE | _PERSON | _MATTER | _SIGNED


@dataclass(frozen=True, slots=True)
class Needs:
    """The fields that a form of blocks must name, those it may name, and the kinds of block it must have."""

    fields: frozenset[SlipField]
    may: frozenset[SlipField]
    blocks: frozenset[str]


def _needs(fields: set[SlipField], may: set[SlipField], blocks: set[str]) -> Needs:
    return Needs(frozenset(fields), _ALWAYS | fields | may, frozenset(blocks))


_LETTER = {F.DEAR, F.PROCEDURE, F.CODE, F.SIGNER_TITLE, F.SIGNER_NAME}
_LETTER_BLOCKS = {"address", "signature", "receivers"}
_NEW_DATE = _LETTER | {F.RECEIVED_DAY, F.DUE, F.REASON, F.NEW_DUE}

#: What each form of blocks needs.
SLIPS: Mapping[str, Needs] = {
    "supplement": _needs(
        {F.APPLICANT, F.PROCEDURE, F.ADDRESS, F.PHONE, F.REASON, F.HOTLINE, F.OFFICER},
        {F.MISSING_COUNT},
        {"missing", "signature"},
    ),
    "refusal": _needs(
        {F.APPLICANT, F.PROCEDURE, F.ADDRESS, F.PHONE, F.REASON, F.OFFICER}, set(), {"signature"}
    ),
    "apology": _needs(_NEW_DATE, {F.EARLIER}, _LETTER_BLOCKS),
    "extension": _needs(_NEW_DATE, {F.EARLIER}, _LETTER_BLOCKS),
    "stop": _needs(
        _LETTER | {F.REQUESTED_DAY, F.STAGE, F.REASON, F.GIVEN_BACK, F.MONEY}, set(), _LETTER_BLOCKS
    ),
    "result_receipt": _needs(
        {F.APPLICANT, F.PROCEDURE, F.RETURNED, F.COLLECTOR, F.OFFICER},
        {F.COLLECTOR_ID, F.COLLECTOR_PHONE, F.AUTHORISED},
        {"results", "signature"},
    ),
    "uncollected": _needs(
        _LETTER | {F.READY_DAY, F.COLLECT_PLACE, F.OPENING_HOURS, F.HOTLINE},
        {F.BRING, F.KEPT_UNTIL},
        _LETTER_BLOCKS,
    ),
}

#: Forms that a pack has whatever its rules are.
ALWAYS = ("receipt", "ledger", "result_receipt", "uncollected", *SHEET_WORDS)
