"""Records: gatherings typed once, with roll, decisions, votes and evidence."""
