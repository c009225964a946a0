"""A modal and a card for the small app of these tests."""

from typing import Any

FORM: dict[str, Any] = {
    "type": "modal",
    "callback_id": "form",
    "title": {"type": "plain_text", "text": "Assign"},
    "submit": {"type": "plain_text", "text": "Assign"},
    "notify_on_close": True,
    "blocks": [
        {
            "type": "input",
            "block_id": "developer",
            "label": {"type": "plain_text", "text": "Developer"},
            "element": {"type": "users_select", "action_id": "developer"},
        },
        {
            "type": "input",
            "block_id": "size",
            "label": {"type": "plain_text", "text": "Size"},
            "element": {
                "type": "static_select",
                "action_id": "size",
                "options": [
                    {"text": {"type": "plain_text", "text": "Small, a day"}, "value": "s"},
                    {"text": {"type": "plain_text", "text": "Large, a week"}, "value": "l"},
                ],
            },
        },
        {
            "type": "input",
            "block_id": "what",
            "optional": True,
            "label": {"type": "plain_text", "text": "What happened?"},
            "element": {"type": "plain_text_input", "action_id": "what", "max_length": 10},
        },
    ],
}
CARD: list[dict[str, Any]] = [
    {"type": "header", "text": {"type": "plain_text", "text": "CRIT-1"}},
    {
        "type": "actions",
        "block_id": "card",
        "elements": [
            {
                "type": "button",
                "action_id": "assign",
                "text": {"type": "plain_text", "text": "Assign…"},
                "value": "1",
            },
            {
                "type": "overflow",
                "action_id": "more",
                "options": [
                    {"text": {"type": "plain_text", "text": "Decline…"}, "value": "decline"},
                    {"text": {"type": "plain_text", "text": "Merge…"}, "value": "merge"},
                ],
            },
        ],
    },
]


def button(label: str, action_id: str = "press", **more: object) -> dict[str, Any]:
    """An actions block with one button."""
    text = {"type": "plain_text", "text": label}
    element = {"type": "button", "action_id": action_id, "text": text, **more}
    return {"type": "actions", "elements": [element]}


def field(label: str, element: dict[str, Any], **more: object) -> dict[str, Any]:
    """An input block."""
    name = label.lower().replace(" ", "_")
    labelled = {"type": "plain_text", "text": label}
    element = {"action_id": name, **element}
    return {"type": "input", "block_id": name, "label": labelled, "element": element, **more}


def options(*texts: str) -> list[dict[str, Any]]:
    """Options whose values are their texts."""
    return [{"text": {"type": "plain_text", "text": text}, "value": text} for text in texts]


def modal(*blocks: dict[str, Any], title: str = "Form", **more: object) -> dict[str, Any]:
    """A modal with a submit button."""
    view: dict[str, Any] = {"type": "modal", "callback_id": "form", "blocks": list(blocks)}
    view["title"] = {"type": "plain_text", "text": title}
    view["submit"] = {"type": "plain_text", "text": "Send"}
    return {**view, **more}


def section(text: str, **more: object) -> dict[str, Any]:
    """A section of marked-up text."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}
