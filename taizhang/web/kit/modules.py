"""Which style sheets and script modules a page may ask for."""

from django.templatetags.static import static

# In the order they are laid over each other; the frame links them all, browsers keep them.
SHEETS = (
    *(
        "tabler",
        "tokens",
        "base",
        "frame",
        "phone",
        "button",
        "card",
        "light",
        "duty",
        "bars",
        "figure",
        "table",
        "cards",
    ),
    *("form", "control", "filter", "list", "trail", "note", "history", "badge", "person"),
    *("roll", "quorum", "facts", "job", "help", "guide", "tour", "chart", "account"),
    *("gallery", "search", "record", "effect", "ledger", "home", "calendar", "visits", "pack", "orgs"),
    *("notices", "case", "burden", "paper", "scores", "heat", "review", "scheme"),
    *("wall", "wall-parts", "wall-screen", "print"),
)
STYLES = tuple(f"css/{name}.css" for name in SHEETS)

# A module is fetched only when something on the page matches its selector.
MODULES = {
    "[data-theme-choice]": "js/theme.js",
    "[data-chart]": "js/chart.js",
    "form[data-autosave]": "js/autosave.js",
    "[data-roll]": "js/attendance.js",
    "[data-quorum]": "js/quorum.js",
    "[data-help]": "js/help.js",
    "[data-tour]": "js/tour.js",
    "[data-keys]": "js/keys.js",
    "[data-palette]": "js/palette.js",
    "form[data-upload]": "js/upload.js",
    "[data-select]": "js/table-select.js",
    "form[data-record]": "js/record-kinds.js",
    "[data-record-roll]": "js/record-roll.js",
    "[data-record-rows]": "js/record-rows.js",
    "[data-print]": "js/print.js",
    "[data-export]": "js/export.js",
    "[data-calendar]": "js/calendar-keys.js",
    "[data-wall]": "js/wall.js",
    "[data-ballot-code]": "js/ballot-code.js",
}


def addresses() -> dict[str, str]:
    """The selector of each module and the address it is served from."""
    return {selector: static(path) for selector, path in MODULES.items()}
