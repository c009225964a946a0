"""What Slack takes as rich text and as a table."""

from bot.simulator.blocks_checks import (
    Check,
    Shape,
    anything,
    by_type,
    flag,
    many,
    matching,
    one_of,
    string,
    whole,
)

MANY = 1000  # no limit is published; this is ours
TEXT = string(12_000)
SLACK_ID = string(255)
BORDER = whole(0, 1)
STYLES = (
    "bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink",
)  # fmt: skip


def _part(*, needs: dict[str, Check], takes: dict[str, Check] | None = None) -> Shape:
    """Return the rules of a piece of a line."""
    style = Shape({}, dict.fromkeys(STYLES, flag))
    return Shape({"type": anything, **needs}, {"style": style, **(takes or {})})


PARTS: dict[str, Check] = {
    "text": _part(needs={"text": TEXT}),
    "link": _part(needs={"url": string(3000)}, takes={"text": TEXT, "unsafe": flag}),
    "user": _part(needs={"user_id": SLACK_ID}),
    "usergroup": _part(needs={"usergroup_id": SLACK_ID}),
    "channel": _part(needs={"channel_id": SLACK_ID}),
    "team": _part(needs={"team_id": SLACK_ID}),
    "emoji": _part(
        needs={"name": string(255)}, takes={"unicode": string(255), "url": string(3000)}
    ),
    "date": _part(
        needs={"timestamp": whole(0, 9_999_999_999), "format": string(255)},
        takes={"url": string(3000), "fallback": TEXT},
    ),
    "broadcast": _part(needs={"range": one_of("here", "channel", "everyone")}),
    "color": _part(needs={"value": matching(r"#[0-9A-Fa-f]{6}", "#A1B2C3")}),
}
LINE = many(by_type(PARTS), 0, MANY)
SECTION = Shape({"type": anything, "elements": LINE})
BORDERED = Shape({"type": anything, "elements": LINE}, {"border": BORDER})

RICH_TEXT = Shape(
    {
        "type": one_of("rich_text"),
        "elements": many(
            by_type(
                {
                    "rich_text_section": SECTION,
                    "rich_text_quote": BORDERED,
                    "rich_text_preformatted": BORDERED,
                    "rich_text_list": Shape(
                        {
                            "type": anything,
                            "style": one_of("bullet", "ordered"),
                            "elements": many(by_type({"rich_text_section": SECTION}), 0, MANY),
                        },
                        {"indent": whole(0, 8), "border": BORDER},
                    ),
                }
            ),
            1,
            MANY,
        ),
    },
    {"block_id": SLACK_ID},
)

COLUMN = Shape({}, {"align": one_of("left", "center", "right"), "is_wrapped": flag})
CELL = by_type(
    {
        "raw_text": Shape({"type": anything, "text": TEXT}),
        "raw_number": Shape({"type": anything, "value": anything, "text": TEXT}),
        "rich_text": RICH_TEXT,
    }
)
TABLE = Shape(
    {"type": anything, "rows": many(many(CELL, 1, 20), 1, 100)},
    {"block_id": SLACK_ID, "column_settings": many(COLUMN, 0, 20)},
)
