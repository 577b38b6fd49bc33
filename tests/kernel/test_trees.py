import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.kernel import trees
from taizhang.kernel.errors import Refused

LABELS = st.text("0123456789abcdef", min_size=1, max_size=3)
PATHS = st.lists(LABELS, min_size=1, max_size=4).map(lambda labels: "/" + "/".join(labels) + "/")


def test_a_path_knows_its_place():
    path = trees.child(trees.child(trees.child(trees.ROOT, "1"), "2a"), "3f")
    assert path == "/1/2a/3f/"
    assert trees.above(path) == ("/1/", "/1/2a/")
    assert (trees.parent(path), trees.label(path), trees.depth(path)) == ("/1/2a/", "3f", 3)


def test_the_root_stands_above_everything():
    assert (trees.parent("/1/"), trees.above("/1/"), trees.depth("/1/")) == (trees.ROOT, (), 1)
    assert (trees.parent("/"), trees.label("/"), trees.depth("/")) == (trees.ROOT, "", 0)
    assert trees.under("/1/", trees.ROOT)


@pytest.mark.parametrize(
    ("path", "ancestor", "within", "below"),
    [("/1/2/", "/1/", True, True), ("/1/", "/1/", True, False), ("/12/", "/1/", False, False),
     ("/1/", "/1/2/", False, False)],
)  # fmt: skip
def test_under_looks_at_whole_steps(path, ancestor, within, below):
    assert trees.under(path, ancestor) is within
    assert trees.under(path, ancestor, strict=True) is below


@pytest.mark.parametrize("path", ["", "1/", "/1", "//", "/1//2/", "/1/ 2/", "/1/%/", "/1/2/\n"])
def test_what_is_not_a_path_is_refused(path):
    with pytest.raises(Refused) as refusal:
        trees.depth(path)
    assert refusal.value.code == "trees.path"


@pytest.mark.parametrize("label", ["", "/", "a b", "１", "%"])
def test_what_is_not_a_step_is_refused(label):
    with pytest.raises(Refused) as refusal:
        trees.child("/1/", label)
    assert refusal.value.code == "trees.label"


@pytest.mark.parametrize(("old", "new"), [("/1/", "/1/2/1/"), ("/1/2/", "/1/2/3/2/"), ("/", "/1/")])
def test_a_node_cannot_move_under_itself(old, new):
    with pytest.raises(Refused) as refusal:
        trees.moved("/1/2/3/", old, new)
    assert refusal.value.code == "trees.cycle"


@given(PATHS, PATHS, st.lists(LABELS, max_size=3))
def test_moving_keeps_the_subtree(old, new, steps):
    path = old
    for step in steps:
        path = trees.child(path, step)
    if trees.under(new, old, strict=True):
        return
    landed = trees.moved(path, old, new)
    assert trees.under(landed, new)
    assert landed.removeprefix(new) == path.removeprefix(old)
    if not trees.under(old, new, strict=True):
        assert trees.moved(landed, new, old) == path


@given(PATHS, PATHS)
def test_moving_leaves_the_rest_of_the_tree(path, old):
    if not trees.under(path, old):
        assert trees.moved(path, old, "/zz/") == path


@given(PATHS, PATHS)
def test_a_range_scan_finds_exactly_the_subtree(path, prefix):
    assert (prefix <= path < trees.upper_bound(prefix)) == trees.under(path, prefix)


@given(PATHS)
def test_the_ancestors_are_the_chain_of_parents(path):
    chain, each = [], trees.parent(path)
    while each != trees.ROOT:
        chain.append(each)
        each = trees.parent(each)
    assert trees.above(path) == tuple(reversed(chain))
    assert trees.depth(path) == len(chain) + 1
    assert trees.child(trees.parent(path), trees.label(path)) == path
