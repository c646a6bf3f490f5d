"""Fees of copy certification, signatures and extracts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app import i18n
from counter_app.assets import asset
from counter_app.core.fees import FeeKind, parse_fee_rules, reckon, reckoning_sentence
from counter_app.core.records import Procedure
from counter_app.errors import BadFile

COPY = Procedure(code="2.000815", name="Chứng thực bản sao từ bản chính", field="Chứng thực", fast=True)
SIGNATURE = Procedure(code="2.000884", name="Chứng thực chữ ký", field="Chứng thực", fast=True)
EXTRACT = Procedure(code="2.000635", name="Cấp bản sao Trích lục hộ tịch", field="Hộ tịch")
PLAIN = Procedure(code="2.001035", name="Chứng thực hợp đồng", field="Chứng thực", fee_amount=50_000)
UNKNOWN = Procedure(code="1.000001", name="Thủ tục", field="Lĩnh vực")


@pytest.fixture(scope="module")
def rules():
    return parse_fee_rules(asset("catalogue/fees.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("pages", "count", "amount"),
    [
        (1, 1, 2_000),
        (2, 3, 12_000),
        (3, 1, 5_000),
        (4, 3, 18_000),
        (12, 4, 56_000),
        (198, 1, 200_000),  # 2 × 2.000 + 196 × 1.000
        (199, 1, 200_000),
        (400, 2, 400_000),
        (0, 5, 0),
    ],
)
def test_copy_certification_costs_by_pages_with_a_cap_for_each_copy(rules, pages, count, amount):
    reckoning = reckon(rules, COPY, pages=pages, count=count)
    assert reckoning is not None
    assert reckoning.amount == amount


def test_a_signature_costs_by_case_and_an_extract_by_copy(rules):
    assert reckon(rules, SIGNATURE, pages=7, count=2).amount == 20_000
    assert reckon(rules, EXTRACT, count=2).amount == 16_000


def test_without_a_rule_the_catalogue_speaks_once_for_the_matter(rules):
    reckoning = reckon(rules, PLAIN, count=3)
    assert (reckoning.rule.kind, reckoning.amount) == (FeeKind.FIXED, 50_000)


def test_without_rule_and_catalogue_nothing_is_invented(rules):
    assert reckon(rules, UNKNOWN, count=1) is None


@given(pages=st.integers(0, 2_000), count=st.integers(1, 99))
def test_no_copy_passes_the_cap_and_a_page_more_never_costs_less(rules, pages, count):
    now = reckon(rules, COPY, pages=pages, count=count)
    more = reckon(rules, COPY, pages=pages + 1, count=count)
    assert now.one <= 200_000
    assert now.amount <= more.amount <= now.amount + 2_000 * count


def test_the_sentence_shows_every_figure(rules):
    i18n.use("vi")
    try:
        sentence = reckoning_sentence(reckon(rules, COPY, pages=4, count=3))
    finally:
        i18n.use("en")
    for figure in ("4", "2.000 đ", "1.000 đ", "6.000 đ", "18.000 đ"):
        assert figure in sentence


@pytest.mark.parametrize(
    "text",
    [
        "[[rule",
        '[[rule]]\nkind = "pages"\nrate = 1',
        '[[rule]]\nprocedures = ["1"]\nkind = "guess"\nrate = 1',
        '[[rule]]\nprocedures = ["1"]\nkind = "case"\nrate = -1',
        '[[rule]]\nprocedures = ["1", "1"]\nkind = "case"\nrate = 1',
    ],
)
def test_rules_that_mean_nothing_are_refused(text):
    with pytest.raises(BadFile):
        parse_fee_rules(text)


@pytest.mark.parametrize(
    ("procedure", "pages", "count", "sentence"),
    [
        (PLAIN, 0, 1, "Fee of the catalogue: 50.000 đ."),
        (SIGNATURE, 0, 2, "2 × 10.000 đ a case = 20.000 đ."),
        (EXTRACT, 0, 3, "3 × 8.000 đ a copy = 24.000 đ."),
        (COPY, 2, 1, "One copy: 2 × 2.000 đ a page = 4.000 đ. 1 copy: 4.000 đ."),
        (COPY, 500, 1, "One copy of 500 pages: the highest fee, 200.000 đ. 1 copy: 200.000 đ."),
    ],
)
def test_every_way_of_reckoning_is_said(rules, procedure, pages, count, sentence):
    assert reckoning_sentence(reckon(rules, procedure, pages=pages, count=count)) == sentence
