from datetime import date

from taizhang.kernel.errors import Refused, Word, _


def test_a_refusal_is_rule_and_remedy_with_its_values():
    refused = Refused(_("{count} is too many."), _("Take {most}."), code="x.y", count=3, most=2)
    assert str(refused) == "3 is too many. Take 2."
    assert (refused.rule, refused.remedy, refused.code) == ("{count} is too many.", "Take {most}.", "x.y")
    assert refused.values == {"count": 3, "most": 2}


def test_values_are_filled_after_translation_and_words_among_them_are_translated():
    chinese = {"{who} is {state}.": "{who}为{state}。", "Do {what}.": "请{what}。", "draft": "草稿", ", ": "、"}
    refused = Refused("{who} is {state}.", "Do {what}.", who="draft", state=Word("draft"), what=["a", Word("draft")])
    assert refused.sentence(lambda text: chinese[text]) == "draft为草稿。请a、草稿。"


def test_a_refusal_without_remedy_ends_with_the_rule():
    assert str(Refused("No.")) == "No."
    assert Refused("No.").code == "refused"


def test_braces_in_a_value_and_a_missing_value_do_no_harm():
    assert str(Refused("{a} {b}", a="{b}")) == "{b} {b}"


def test_values_keep_their_own_formats():
    assert str(Refused("{day:%Y}", day=date(2018, 5, 16))) == "2018"
