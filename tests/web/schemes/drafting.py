"""Where a draft's pages are, and the places in it that the tests type into."""

LEDGER, VISIT = "trees[0].tree.weighted[0].weight", "trees[0].tree.weighted[1].weight"


def here(draft, page: str = "") -> str:
    return f"/schemes/drafts/{draft.pk}/{page}"


def read(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


def at(typed: dict[str, object]) -> dict[str, str]:
    """What the sheet sends for values at some places."""
    return {f"at:{path}": str(value) for path, value in typed.items()}
