"""The doctor names the one setting that is wrong."""

import pytest

from counter_app.core.scanner_doctor import Arrival, findings

RECEIPT = "0170261123004235"
ROW = RECEIPT.translate(str.maketrans("0123456789", "đăâêô\u0300\u0309\u0303\u0301\u0323"))


@pytest.mark.parametrize(
    ("arrival", "said"),
    [
        (Arrival(RECEIPT, ROW, "Enter", 5), "The Vietnamese keyboard of Windows is on"),
        (Arrival("EE123456785VN", "Ê123456785VN", "Enter", 5), "An input method (Unikey, Telex, VNI)"),
        (Arrival("h26.170-261123-0042", "h26.170-261123-0042", "Tab", 5), "Caps Lock is on"),
        (Arrival("099187000456||Hoa", "099187000456||hOA", "Enter", 5), "Caps Lock is on"),
        (Arrival(RECEIPT, RECEIPT, "", 5), "sends no Enter"),
        (Arrival(RECEIPT, RECEIPT, "Enter", 90), "types slowly, 90 ms a character"),
    ],
)
def test_a_wrong_setting_is_named(arrival, said):
    seen = findings(arrival)
    assert [one.wrong for one in seen] == [True]
    assert said in seen[0].sentence


def test_several_wrong_settings_are_named_the_gravest_first():
    seen = findings(Arrival(RECEIPT, ROW, "", 90))
    assert ["Windows" in one.sentence for one in seen] == [True, False, False]


@pytest.mark.parametrize(
    "arrival", [Arrival(RECEIPT, RECEIPT, "Enter", 8), Arrival(RECEIPT, RECEIPT, serial=True)]
)
def test_a_right_setting_is_said_too(arrival):
    seen = findings(arrival)
    assert [one.wrong for one in seen] == [False]
