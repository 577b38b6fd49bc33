"""Pages of burden: the register of forms, filling them, and the meter."""
