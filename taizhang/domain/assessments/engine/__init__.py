"""The engine: a scheme as operations on planes, for any number of organisations at once."""
