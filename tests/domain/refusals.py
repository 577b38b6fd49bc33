"""What a test says of an act that a rule forbids."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from taizhang.kernel.errors import Refused


@contextmanager
def refused(code: str) -> Iterator[pytest.ExceptionInfo[Refused]]:
    """The act within is refused, with this code and in a whole sentence."""
    with pytest.raises(Refused) as refusal:
        yield refusal
    assert refusal.value.code == code
    assert "{" not in refusal.value.sentence()
