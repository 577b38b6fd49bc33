"""Complaints, suggestions, corrections, calls for support: each with a number, a last day, an answer. Peer samples."""
