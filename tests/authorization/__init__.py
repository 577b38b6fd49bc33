"""The authorization matrix: every route × every role × own, above, below, beside, another district, anonymous."""
