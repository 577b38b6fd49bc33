"""Loads the rows of every room, and names the routes that libraries serve."""

from importlib import import_module
from pathlib import Path

# Signing in and out is allauth's; tests/web/test_signin.py walks through it. The health check answers anybody.
LIBRARY = frozenset(
    {
        "healthz",
        "account_login",
        "account_logout",
        "account_inactive",
        "account_reauthenticate",
        "account_change_password",
        "mfa_index",
        "mfa_authenticate",
        "mfa_reauthenticate",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
    }
)


def enter() -> None:
    """Enter the rows of every room into the matrix."""
    for file in sorted((Path(__file__).parent / "rooms").glob("[a-z]*.py")):
        import_module(f"tests.authorization.rooms.{file.stem}")
