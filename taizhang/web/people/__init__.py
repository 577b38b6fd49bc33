"""Pages of people: the register, one person, and what can be changed about a person."""
