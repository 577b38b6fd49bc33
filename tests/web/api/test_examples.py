"""The examples of docs/howto/use-the-api.md, run as they stand there."""

import os
import re
import subprocess
from datetime import date
from pathlib import Path

import pytest

from taizhang.domain.records.models import Activity, Attendance
from tests.web.api.programs import key_of
from tests.web.district import district

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "howto" / "use-the-api.md"


@pytest.fixture
def secret(live, settings) -> str:
    """The key of the first branch's secretary."""
    settings.TODAY = date(2018, 5, 18)
    return key_of(district().reloaded("secretary")).secret


def test_the_examples_of_the_guide_do_what_the_guide_says(live, secret, tmp_path):
    examples = re.findall(r"```sh\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    assert len(examples) >= 6
    script = "set -euo pipefail\n" + "\necho\n".join(examples)
    around = {**os.environ, "SITE": live, "KEY": secret, "BRANCH": "HJ1"}
    done = subprocess.run(["bash", "-c", script], env=around, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    held = Activity.objects.get()
    assert str(held.pk) in done.stdout and held.title == "学习党章"
    assert list(Attendance.objects.filter(activity=held, presence="leave").values_list("reason", flat=True)) == ["出差"]
    assert '"accepted":1,"duplicate":0,"refused":1' in done.stdout
    assert '"code":"api.shape"' in done.stdout
