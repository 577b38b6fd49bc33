"""Every noun that has a history, a line each: by which permission it is seen, where its page is, how it is found."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from taizhang.domain.access.roles import Permission as P
from taizhang.web.burden.finding import readable
from taizhang.web.inspections.finding import plans_seen, visits_seen
from taizhang.web.kit.page import PageRequest
from taizhang.web.reviewing.finding import meetings_seen, reports_seen
from taizhang.web.scores.finding import assessments_seen


class Noun(NamedTuple):
    """A kind of noun whose history may be read."""

    permission: P
    url: str = ""  # its own page, with {key}
    model: str = ""  # "duties.Duty": its rows have a history though nothing was done to them one by one
    of: str = ""  # "duty_id": its history is that of the noun which this column names
    whole: bool = False  # it belongs to no organisation: whoever holds the permission anywhere sees it
    own: str = ""  # "person_id": whom this column names sees it too
    dated: bool = False  # its own page can be looked at as of a day
    seen: Callable[[PageRequest], QuerySet[Any]] | None = None  # its page's own rows, where reach is not all of it


class Register(NamedTuple):
    """Something kept for the whole district, whose acts name no single row."""

    permission: P
    verbs: tuple[str, ...]
    label: StrPromise
    url: str


# The key is the name of the model in small letters, as the audit trail writes it. A new noun is a line here; complaints
# and what is read out of samples are none of it, for they are told to fewer people than may see their organisation.
KINDS: Mapping[str, Noun] = {
    "organization": Noun(P.ORGS_VIEW, model="orgs.Organization"),
    "placement": Noun(P.ORGS_VIEW, model="orgs.Placement", of="organization_id"),
    "post": Noun(P.ORGS_VIEW, model="orgs.Post"),
    "group": Noun(P.ORGS_VIEW, model="orgs.Group"),
    "office": Noun(P.ORGS_VIEW, model="orgs.Office"),
    "person": Noun(P.PEOPLE_VIEW, "/people/{key}/", "orgs.Person", dated=True),
    "membership": Noun(P.PEOPLE_VIEW, model="orgs.Membership", of="person_id"),
    "exemption": Noun(P.PEOPLE_VIEW, model="orgs.Exemption", of="person_id"),
    "importrun": Noun(P.IMPORTS_RUN, "/imports/{key}/", "orgs.ImportRun", own="offered_by_id"),
    "account": Noun(P.ACCOUNTS_MANAGE, "/accounts-admin/{key}/", "access.Account", whole=True, own="person_id"),
    "grant": Noun(P.GRANTS_MANAGE, "/grants/", "access.Grant", whole=True, own="person_id"),
    "pack": Noun(P.PACKS_VIEW, "/packs/", "duties.Pack", whole=True),
    "schemeversion": Noun(P.SCORES_VIEW, "/schemes/", "assessments.SchemeVersion", whole=True),
    "duty": Noun(P.DUTIES_VIEW, "/duties/{key}/", "duties.Duty", dated=True),
    "waiver": Noun(P.DUTIES_VIEW, model="duties.Waiver", of="about_id"),
    "fulfilment": Noun(P.DUTIES_VIEW, model="duties.Fulfilment", of="about_id"),
    "activity": Noun(P.RECORDS_VIEW, "/records/{key}/", "records.Activity", own="attendances__person_id"),
    "attendance": Noun(P.RECORDS_VIEW, model="records.Attendance", of="activity_id"),
    "decision": Noun(P.RECORDS_VIEW, model="records.Decision", of="activity_id"),
    "ballot": Noun(P.RECORDS_VIEW, model="records.Ballot", of="activity_id"),
    "evidence": Noun(P.RECORDS_VIEW, "", "records.Evidence"),
    "paperupload": Noun(P.PAPER_ENTER, "/paper/uploads/{key}/", "records.PaperUpload", own="offered_by_id"),
    "submission": Noun(P.RECORDS_VIEW, "/reviews/{key}/", "reviews.Submission"),
    "pointentry": Noun(P.POINTS_VIEW, "/points/{key}/", "points.PointEntry", own="person_id", dated=True),
    "reversal": Noun(P.POINTS_VIEW, "", "points.Reversal", of="entry_id"),
    "calendarchange": Noun(P.DUTIES_VIEW, "/history/workdays/", "orgs.CalendarChange", whole=True),
    "warrant": Noun(P.POLICIES_VIEW, "/policies/", "policies.Warrant", whole=True),
    "key": Noun(P.GRANTS_MANAGE, model="access.Key", whole=True, own="account__person_id"),
    "feed": Noun(P.ACCOUNTS_MANAGE, model="feeds.Feed", whole=True, own="person_id"),
    "savedfilter": Noun(P.ACCOUNTS_MANAGE, model="preferences.SavedFilter", whole=True, own="account__person_id"),
    "circular": Noun(P.NOTICES_SEND, model="notices.Circular"),
    "connector": Noun(P.CONNECTORS_SET, model="notices.Connector", whole=True),
    # Only a draft is ever thrown away, and a draft is seen by who issues for its office.
    "collectionform": Noun(P.FORMS_ISSUE, "/forms/{key}/", "burden.CollectionForm", seen=readable),
    "answer": Noun(P.FORMS_VIEW, "/forms/answers/{key}/", "burden.Answer"),
    "plan": Noun(P.VISITS_VIEW, "/visits/plans/{key}/", "inspections.Plan", seen=plans_seen),
    "assessment": Noun(P.SCORES_VIEW, "/scores/assessments/{key}/", "assessments.Assessment", seen=assessments_seen),
    "objection": Noun(P.SCORES_VIEW, "/scores/objections/{key}/", "assessments.Objection"),
    "mark": Noun(P.SCORES_VIEW, "/scores/marks/{key}/", "assessments.Mark"),
    "result": Noun(P.SCORES_VIEW, "/scores/results/{key}/", "assessments.Result"),
    "use": Noun(P.SCORES_VIEW, model="assessments.Use", of="result_id"),
    "visit": Noun(P.VISITS_VIEW, "/visits/{key}/", "inspections.Visit", seen=visits_seen),
    "reviewmeeting": Noun(P.SCORES_VIEW, "/review-meetings/{key}/", "assessments.ReviewMeeting", seen=meetings_seen),
    "reviewreport": Noun(
        P.SCORES_VIEW, "/review-meetings/reports/{key}/", "assessments.ReviewReport", seen=reports_seen
    ),
}
# A column that names a noun, where it is not called like its kind.
COLUMNS: Mapping[str, str] = {"entry_id": "pointentry", "about_id": "duty"}

REGISTERS: Mapping[str, Register] = {
    "workdays": Register(P.DUTIES_VIEW, ("calendar.",), _("Working days and holidays"), "/calendar/"),
    "duties": Register(P.DUTIES_ISSUE, ("duties.issue",), _("Issuing of duties"), "/duties/issuances/"),
    "deductions": Register(P.POINTS_REVERSE, ("points.misses",), _("Deductions for what was missed"), "/points/"),
}
