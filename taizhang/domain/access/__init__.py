"""Access: roles as data, grants, and the three questions may, scope and within."""
