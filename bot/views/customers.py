"""Customers: how they are marked, what code is theirs alone, and all that is known of one."""

from collections.abc import Iterator

from bot.domain.customers import CustomCode, Customer, Importance
from bot.views import texts
from bot.views.scene import Reader, Scene

ROOM = 2_000
"""Characters that custom code takes in a message that tells of more than that."""

AT_A_GLANCE = 60
"""Characters of what custom code does, in a line that tells of more than that."""

KNOWN_BY = 2
NAME = 150
DOES = 600
NOTES = 1_500
LISTED = 10


def marks(customer: Customer | None) -> Iterator[str]:
    """Say in a word or two what is special about a customer."""
    if customer is not None and customer.importance is Importance.VIP:
        yield "VIP"
    if customer is not None and customer.custom_code is not None:
        yield "custom code"


def named(customer: Customer) -> str:
    """Name a customer, with their marks."""
    return " · ".join([_name(customer), *marks(customer)])


def of_task(scene: Scene) -> str:
    """Name the task's customer, as they are known, else as somebody typed it."""
    if scene.customer is not None:
        return named(scene.customer)
    return _short(scene.task.customer or "")


def of_details(scene: Scene) -> Iterator[str]:
    """Tell all that is known of the task's customer."""
    if scene.customer is not None:
        yield from everything(scene.customer, scene.reader)


def at_once(scene: Scene, room: int = ROOM) -> str:
    """Tell all of the code that only the task's customer has, as far as there is room."""
    return code_of(scene.customer, scene.reader, room) if scene.customer is not None else ""


def code_of(customer: Customer, reader: Reader, room: int) -> str:
    """Tell all of the code that only a customer has, as far as there is room."""
    if customer.custom_code is None:
        return ""
    head = f"*{_name(customer)} has custom code.*"
    lines = list(custom_code(customer.custom_code, reader))
    shown, rest = fitting(lines, room - len(head))
    more = ["The rest is in `/critical customers find …`."] if rest else []
    return "\n".join([head, *shown, *more])


def in_a_line(scene: Scene) -> str:
    """Say in one line what is the task's customer's alone, and where to look; "" for nothing."""
    code = scene.customer.custom_code if scene.customer is not None else None
    if code is None:
        return ""
    documents = [texts.link(one, "document") for one in code.documents[:1]]
    if len(code.documents) > 1:
        documents = [f"{len(code.documents)} documents"]
    knows = [texts.name(one, scene.reader) for one in code.known_by[:KNOWN_BY]]
    shown = [
        texts.words(texts.one_line(code.does, AT_A_GLANCE), 2 * AT_A_GLANCE),
        texts.link(code.test_site, "test site") if code.test_site else "",
        texts.link(code.source, "source") if code.source else "",
        *documents,
        f"{texts.listed(knows)} {'know' if len(knows) > 1 else 'knows'} it" if knows else "",
    ]
    return f"*Custom code:* {' · '.join(filter(None, shown))}"


def custom_code(code: CustomCode, reader: Reader) -> Iterator[str]:
    """Tell what the code does, where it is, and who knows it, a line each."""
    if code.does.strip():
        yield f"What it does: {texts.words(texts.one_line(code.does, DOES), 2 * DOES)}"
    if code.test_site:
        yield f"Test site: {address(code.test_site)}"
    if code.source:
        yield f"Source: {address(code.source)}"
    if code.documents:
        yield f"Documents: {_few([address(one) for one in code.documents])}"
    if code.known_by:
        yield f"Who knows it: {texts.names(list(code.known_by[:LISTED]), reader)}"


def everything(customer: Customer, reader: Reader) -> Iterator[str]:
    """Tell all that is known of a customer, a line each, but for their name."""
    if customer.importance is not None:
        yield f"Importance: {_IMPORTANCES[customer.importance]}"
    if customer.synonyms:
        yield f"Also called: {_few([_short(one) for one in customer.synonyms])}"
    if customer.helpdesk_id:
        yield f"In the helpdesk: {_short(customer.helpdesk_id)}"
    if customer.time_zone:
        yield f"Time zone: {_short(customer.time_zone)}"
    if customer.notes.strip():
        yield f"Notes: {texts.words(customer.notes, NOTES)}"
    for label, link in list(customer.links.items())[:LISTED]:
        yield f"{_short(label)}: {address(link)}"
    if customer.custom_code is not None:
        yield "Custom code: yes"
        yield from custom_code(customer.custom_code, reader)


def fitting(lines: list[str], room: int) -> tuple[list[str], int]:
    """Give the lines that there is room for, and how many there is none for."""
    shown = list[str]()
    for line in lines:
        if len(line) < room:
            shown.append(line)
            room -= len(line) + 1
    return shown, len(lines) - len(shown)


def address(typed: str) -> str:
    """Show an address in short; it leads to all of it."""
    bare = typed.partition("://")[2] or typed
    return texts.link(typed, texts.escape(texts.one_line(bare, 60).replace("://", ":\u2060//")))


def _few(shown: list[str]) -> str:
    more = len(shown) - LISTED
    return ", ".join(shown[:LISTED]) + (f" and {more} more" if more > 0 else "")


def _short(typed: str) -> str:
    return texts.words(texts.one_line(typed, NAME), 2 * NAME)


def _name(customer: Customer) -> str:
    return _short(customer.name)


_IMPORTANCES = {Importance.VIP: "VIP", Importance.NORMAL: "normal"}
