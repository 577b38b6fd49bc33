from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.kernel.errors import Refused
from taizhang.kernel.identity import (
    CreditCode,
    IdNumber,
    Level,
    Region,
    Sex,
    check_phone,
    fictional_phone,
    mask_phone,
)

EXAMPLE = "11010519491231002X"  # the worked example of GB 11643
TODAY = date(2018, 5, 31)


def test_the_example_of_the_standard_reads():
    number = IdNumber.parse("11010519491231002x", on=TODAY)
    assert number.number == EXAMPLE
    assert (number.born_on, number.sex, number.region) == (date(1949, 12, 31), Sex.FEMALE, "110105")
    assert number.masked == "110***********002X" and not number.is_fictional


def test_a_number_never_shows_itself():
    number = IdNumber.parse(f" {EXAMPLE} ", on=TODAY)
    assert "19491231" not in f"{number} {number!r} {[number]}"


def with_check_digit(body):
    for digit in "0123456789X":
        try:
            return IdNumber.parse(body + digit, on=date(2200, 1, 1), allow_fictional=True).number
        except Refused as refusal:
            if refusal.code != "identity.check_digit":
                return body + digit
    raise AssertionError(body)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("110105194912310021", "identity.check_digit"),
        ("11010519491231003X", "identity.check_digit"),
        ("", "identity.form"),
        ("1101051949123100X2", "identity.form"),
        ("11010519491231002", "identity.form"),
        ("11010519491231002X1", "identity.form"),
        ("1.10105194912310e17", "identity.form"),
        ("110105491231002", "identity.old_number"),
        ("１１０１０５19491231002X", "characters.full_width"),
        ("11010519491231002Ｘ", "characters.full_width"),
        (with_check_digit("11010521180101002"), "identity.birthday"),
        (with_check_digit("11010520180601002"), "identity.birthday"),  # tomorrow
        ("110105194902310029", "identity.birthday"),
        ("110105189912310029", "identity.birthday"),
        ("110105000012310029", "identity.birthday"),
        ("090105194912310029", "identity.province"),
        ("990105194912310029", "identity.fictional"),
    ],
)
def test_a_number_that_cannot_be_right_is_refused_without_repeating_it(text, code):
    with pytest.raises(Refused) as refusal:
        IdNumber.parse(text, on=TODAY)
    assert refusal.value.code == code
    assert refusal.value.remedy and not (text and text in str(refusal.value))


def test_someone_born_today_is_accepted():
    assert IdNumber.parse(with_check_digit("11010520180531002"), on=TODAY).born_on == TODAY


@pytest.mark.parametrize("place", range(18))
def test_one_mistyped_digit_is_always_noticed(place):
    for digit in "0123456789X":
        if digit != EXAMPLE[place]:
            with pytest.raises(Refused):
                IdNumber.parse(EXAMPLE[:place] + digit + EXAMPLE[place + 1 :], on=TODAY)


BIRTHDAYS = st.dates(date(1900, 1, 1), TODAY)
SEXES = st.sampled_from([Sex.MALE, Sex.FEMALE])


@given(BIRTHDAYS, st.integers(0, 499), SEXES)
def test_an_invented_number_says_what_it_was_made_of_and_only_a_demonstration_takes_it(born_on, serial, sex):
    number = IdNumber.fictional(born_on, serial, sex)
    assert IdNumber.parse(number.number, on=TODAY, allow_fictional=True) == number
    assert (number.born_on, number.sex, number.is_fictional) == (born_on, sex, True)
    with pytest.raises(Refused) as refusal:
        IdNumber.parse(number.number, on=TODAY)
    assert refusal.value.code == "identity.fictional"


def test_a_thousand_invented_numbers_of_one_day_differ():
    made = {IdNumber.fictional(TODAY, serial, sex).number for serial in range(500) for sex in (Sex.MALE, Sex.FEMALE)}
    assert len(made) == 1000


@pytest.mark.parametrize(
    ("serial", "sex", "region"),
    [(500, Sex.MALE, "999999"), (-1, Sex.MALE, "999999"), (0, Sex.UNKNOWN, "999999"), (0, Sex.MALE, "410103"),
     (0, Sex.MALE, "9999")],
)  # fmt: skip
def test_inventing_has_its_limits(serial, sex, region):
    with pytest.raises(Refused):
        IdNumber.fictional(TODAY, serial, sex, region)


def test_sex_in_words():
    assert [sex.words("zh") for sex in Sex] == ["未知", "男", "女", "未说明"]
    assert Sex("1").words("en") == "male"


@pytest.mark.parametrize(
    "code",
    ["91350200MA2YJ1XR9G", "91350200776049653A", "123502001549897397", "91440101MA5CJQ4N59", "913502115628130384"],
)
def test_known_credit_codes_fit(code):
    parsed = CreditCode.parse(code.lower())
    assert str(parsed) == code and parsed.warning is None
    assert parsed.region == code[2:8] and parsed.organization_code == code[8:17]


@pytest.mark.parametrize("text", ["91350200MA2YJ1XR9H", "91350200MA2YJ1XR8G", "91350200MA2YJ1XA9G"])
def test_a_wrong_check_character_only_warns(text):
    warning = CreditCode.parse(text).warning
    assert warning is not None and warning.code == "identity.credit_code_check" and text in str(warning)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "identity.credit_code"),
        ("91350200MA2YJ1XR9", "identity.credit_code"),
        ("91350200MA2YJ1XR9GG", "identity.credit_code"),
        ("9135020AMA2YJ1XR9G", "identity.credit_code"),
        ("01350200MA2YJ1XR9G", "identity.credit_code"),
        ("91350200MA2YJ1XR9O", "identity.credit_code_letters"),
        ("９1350200MA2YJ1XR9G", "characters.full_width"),
    ],
)
def test_a_credit_code_of_wrong_shape_is_refused(text, code):
    with pytest.raises(Refused) as refusal:
        CreditCode.parse(text)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("text", "code", "level", "parent"),
    [
        ("410000", "41", Level.PROVINCE, None),
        ("41", "41", Level.PROVINCE, None),
        ("410100", "4101", Level.CITY, "41"),
        ("410103", "410103", Level.COUNTY, "4101"),
        ("410103001", "410103001", Level.STREET, "410103"),
        ("410103001000", "410103001", Level.STREET, "410103"),
        ("410103001001", "410103001001", Level.VILLAGE, "410103001"),
        ("410103000000", "410103", Level.COUNTY, "4101"),
        ("419001", "419001", Level.COUNTY, "4190"),
    ],
)
def test_a_division_code_knows_its_level_and_what_is_above_it(text, code, level, parent):
    region = Region.parse(text)
    assert (str(region), region.level, region.parent and region.parent.code) == (code, level, parent)
    assert Region.parse(str(region)) == region


def test_divisions_contain_what_lies_within():
    district = Region.parse("410103")
    assert district.contains(Region.parse("410103001001")) and district.contains(district)
    assert not district.contains(Region.parse("410102")) and not district.contains(Region.parse("41"))
    assert (district.padded(), Region.parse("41").padded()) == ("410103", "410000")


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "identity.region"), ("410", "identity.region"), ("41010a", "identity.region"), ("4101031", "identity.region"),
     ("990103", "identity.province"), ("000000", "identity.province"), ("４10103", "characters.full_width")],
)  # fmt: skip
def test_what_is_not_a_division_code_is_refused(text, code):
    with pytest.raises(Refused) as refusal:
        Region.parse(text)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("text", "plain"),
    [("13812345678", "13812345678"), ("+86 138-1234-5678", "13812345678"), ("0371-12345678", None),
     ("0371-62345678", "0371-62345678"), ("010 62345678", "010-62345678"), ("008613812345678", "13812345678"),
     ("12012345678", None), ("1381234567", None), ("138123456789", None), ("", None), ("12900000001", None)],
)  # fmt: skip
def test_telephone_numbers(text, plain):
    if plain:
        assert check_phone(text) == plain
    else:
        with pytest.raises(Refused) as refusal:
            check_phone(text)
        assert refusal.value.code == "identity.phone"


def test_full_width_telephone_numbers_are_refused_by_name():
    with pytest.raises(Refused) as refusal:
        check_phone("１３812345678")
    assert refusal.value.code == "characters.full_width"


@pytest.mark.parametrize(
    ("phone", "masked"),
    [("13812345678", "138****5678"), ("0371-62345678", "037******5678"), ("12345", "***45"), ("", "")],
)
def test_telephone_numbers_are_masked(phone, masked):
    assert mask_phone(phone) == masked


@given(st.integers(0, 10**8 - 1))
def test_an_invented_telephone_number_is_only_for_demonstrations(serial):
    phone = fictional_phone(serial)
    assert check_phone(phone, allow_fictional=True) == phone
    with pytest.raises(Refused):
        check_phone(phone)


def test_invented_telephone_numbers_end():
    with pytest.raises(Refused):
        fictional_phone(10**8)
