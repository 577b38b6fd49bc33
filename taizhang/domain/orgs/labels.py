"""The steps of tree paths: whole numbers in base 36, short and in small letters."""

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def label_of(number: int) -> str:
    """The label of a number from 1 on."""
    label = ""
    while number:
        number, rest = divmod(number, len(DIGITS))
        label = DIGITS[rest] + label
    return label


def number_of(label: str) -> int:
    """The number of a label."""
    return int(label, len(DIGITS))
