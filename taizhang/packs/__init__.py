"""Rule packs as data: what is owed, how often, worth how much and on which basis."""

from pathlib import Path

DEFAULT = Path(__file__).with_name("erqi-2018.yaml")
