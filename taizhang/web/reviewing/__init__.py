"""Review meetings: reports, the panel and its votes, the screen of the hall, and what came of it."""
