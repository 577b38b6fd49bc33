"""Forms are registered and sent one after the other: two at once neither ask the same nor pass the cap together."""

from django.db import connection

FORMS_LOCK = 0x66_6F_72_6D  # one advisory lock per schema, held until the act is written or given up


def hold() -> None:
    """Wait for whoever registers or sends a form just now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(current_schema()))", [FORMS_LOCK])
