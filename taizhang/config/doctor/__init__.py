"""The doctor: looks at an installation part by part and says in words how it is, and what would mend it."""
