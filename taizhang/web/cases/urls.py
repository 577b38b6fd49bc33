"""Addresses of cases."""

from django.urls import path

from taizhang.web.cases import acts, filing, handed_on, mine, office, receipt, summary, support

ONE, MINE, HELP = "cases/<uuid:key>/", "me/cases/<uuid:key>/", "cases/support/<uuid:key>/"

urlpatterns = [
    path("cases/", office.cases, name="cases"),
    path("cases/handed-on/", handed_on.handed_on, name="cases_handed_on"),
    path("cases/new/", filing.box, name="case_new"),
    path("cases/receipt/", receipt.receipt, name="case_receipt"),
    path("cases/receipt/reopening/", receipt.reopening, name="case_receipt_reopening"),
    path("cases/receipt/rating/", receipt.rating, name="case_receipt_rating"),
    path("cases/summary/", summary.case_summary, name="case_summary"),
    path("cases/support/", support.support, name="support"),
    path(HELP + "asking/", support.support_asking, name="support_asking"),
    path(HELP + "closing/", support.support_closing, name="support_closing"),
    path(HELP + "taking-back/", support.support_taking_back, name="support_taking_back"),
    path(ONE, office.one_case, name="case"),
    path(ONE + "value/", office.case_value, name="case_value"),
    path(ONE + "answer/", acts.answering, name="case_answer"),
    path(ONE + "forwarding/", acts.forwarding, name="case_forwarding"),
    path(ONE + "closing/", acts.closing, name="case_closing"),
    path(ONE + "taking-back/", acts.taking_back, name="case_taking_back"),
    path("me/cases/", mine.my_cases, name="my_cases"),
    path(MINE, mine.my_case, name="my_case"),
    path(MINE + "reopening/", mine.my_reopening, name="my_case_reopening"),
    path(MINE + "rating/", mine.my_rating, name="my_case_rating"),
]
