"""Help by question and by post, one topic, and the guide to print."""

from django.http import HttpResponse

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.duties.packfile import InstitutionRule
from taizhang.domain.duties.packs import find_pack
from taizhang.kernel.errors import Refused, _
from taizhang.web.help.posts import MEMBER, Post, posts
from taizhang.web.help.posts import post as find_post
from taizhang.web.help.topics import topic as find_topic
from taizhang.web.help.topics import topics, topics_of
from taizhang.web.kit.context import show
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.kit.request import account_of


@page(public=True)
def index(request: PageRequest) -> HttpResponse:
    """Every question, those of one's own post first; or those in which the words sought stand."""
    sought = request.GET.get("q", "").strip()[:80]
    mine = posts_of(request)
    chosen = {each.code for one in mine for each in topics_of(one.code)}
    found = [each for each in topics() if not sought or each.holds(sought, request.lang)]
    context = {
        "sought": sought,
        "mine": [each for each in found if each.code in chosen],
        "others": [each for each in found if each.code not in chosen],
        "rules": _rules(request, sought),
        "own": mine,
        "posts": posts(),
        "lang": request.lang,
    }
    return show(request, "help/index.html", context)


@page(public=True)
def topic(request: PageRequest, code: str) -> HttpResponse:
    """One question with its answer."""
    found = find_topic(code)
    if found is None:
        raise unknown(code)
    near = [each for each in topics() if set(each.posts) & set(found.posts) and each is not found]
    concerned = [each for each in posts() if each.code in found.posts]
    context = {"topic": found, "near": near[:6], "concerned": concerned, "lang": request.lang}
    return show(request, "help/topic.html", context)


@page(public=True)
def guide(request: PageRequest, code: str) -> HttpResponse:
    """Two pages to print: the first look around, and what the post needs most."""
    found = find_post(code)
    if found is None:
        raise unknown(code)
    return show(request, "help/guide.html", {"post": found, "lang": request.lang})


def posts_of(request: PageRequest) -> list[Post]:
    """The posts of whoever asks; a member's when he holds none, none of a stranger."""
    account = account_of(request)
    if account is None:
        return []
    held = {each.role.value for each in policy.held(account, request.today)} or {MEMBER}
    return [each for each in posts() if each.code in held]


def unknown(name: str) -> Refused:
    """The refusal for a page of help that does not exist."""
    return Refused(
        _("There is no help on “{name}”."), _("Choose a question from the list."), code="help.unknown", name=name
    )


def _rules(request: PageRequest, sought: str) -> list[InstitutionRule]:
    """The institutions in force in whose rule, example or name the words stand, for who may read the pack."""
    account = account_of(request)
    if not sought or account is None or not policy.may(account, Permission.PACKS_VIEW, on=request.today):
        return []
    rules, words = find_pack(request.today), sought.lower().split()
    return [each for each in rules.institutions if _holds(each, words, request.lang)] if rules else []


def _holds(rule: InstitutionRule, words: list[str], lang: str) -> bool:
    texts = (rule.name, rule.short, rule.rule, rule.example)
    said = " ".join([rule.code, *(text.words(lang) for text in texts)]).lower()
    return all(word in said for word in words)
