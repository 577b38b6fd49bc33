"""Spans of days and the periods of the calendar, from week to year."""

from taizhang.kernel.periods.months import add_months, add_years, days_in_month, month_name
from taizhang.kernel.periods.period import Kind, Period
from taizhang.kernel.periods.span import Span

__all__ = ["Kind", "Period", "Span", "add_months", "add_years", "days_in_month", "month_name"]
