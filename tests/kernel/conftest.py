"""The kernel's properties are tried on few examples each time: the whole folder runs in a second or two."""

from hypothesis import settings

settings.register_profile("kernel", max_examples=40, deadline=None)
settings.load_profile("kernel")
