"""Files of divisions and rosters: read, shown before anything is written, applied all or nothing."""
