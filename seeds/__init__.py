"""The demo district: built only through actions, from a fixed seed; every person in it is fictional."""
