"""Messages are looked up once a language, and never taken for markup that they are not."""

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, override

from taizhang.web.kit.wording import said


def test_each_language_has_its_own_words():
    for language in ("zh-hans", "en", "zh-hant", "zh-hans"):
        with override(language):
            assert said("Ledger") == gettext("Ledger")


def test_text_that_reads_like_safe_markup_is_not_taken_for_it():
    assert isinstance(said(mark_safe("<b>the same</b>")), SafeString)
    assert not isinstance(said("<b>the same</b>"), SafeString)
