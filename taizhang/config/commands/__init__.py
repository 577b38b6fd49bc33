"""One file a command: `duties_issue.py` is `taizhang duties issue`; a door of a few lines to an action."""
