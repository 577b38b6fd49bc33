"""Answers that many rooms give alike."""

from django.http import HttpResponse, HttpResponseRedirect


def see_other(address: str) -> HttpResponse:
    """303: what was sent is done, look there; a reload sends nothing twice."""
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response
