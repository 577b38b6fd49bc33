"""Pure values and functions of the domain: standard library only, no Django, no clock, no database."""
