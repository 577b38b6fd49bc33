"""The calendar, working days and feeds; visits."""

from tests.authorization.matrix import rows

rows("duties.view", "calendar:month")
