"""What an operator has to mend, in one sentence."""


class Trouble(RuntimeError):
    """The installation cannot be used as it is; the message says why and what would help."""
