"""Settings, addresses, the command line and the launcher: everything that ties the floors together."""
