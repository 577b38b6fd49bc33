"""How fast it is, measured against something: `./dev bench [NAME ...]`."""
