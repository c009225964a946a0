"""Customers are imported, found with a slip, and known on their tasks: VIPs, and code of their own."""

from collections.abc import Sequence

from bot.domain import customers_reading
from bot.services import customers
from storage import tasks
from storage.engine import Database
from tests.scenarios import steps
from tests.scenarios.understood import we_have_it
from tests.scenarios.world import World

HEADER = (
    "name,synonyms,importance,helpdesk_id,time_zone,notes,links,custom_code,"
    "custom_code_test_site,custom_code_source,custom_code_documents,custom_code_known_by"
)
INITECH = (
    "Initech,Initech Corp|INT,vip,5512,America/New_York,Pays by the hour,"
    "contract=https://crm.example/7,Prints labels of its own,https://test.initech.example,"
    "https://git.example/labels,https://wiki.example/labels,U0DANA"
)
THEIRS = (
    "Prints labels of its own",
    "test.initech.example",
    "git.example/labels",
    "wiki.example/labels",
    "Who knows it: Dana",
)


async def imports(story: World, *rows: str) -> customers.Imported:
    lines = [f"{line}\n".encode() for line in (HEADER, *rows)]
    sheet = customers_reading.read(lines)
    return await customers.import_(story.bot.desk.database, sheet.customers, sheet.given)


async def asks(story: World, what: str) -> str:
    answer = await story.sam.commands("/critical", what)
    assert answer.message is not None
    return story.sam.rendered(answer.message)


async def raises(story: World, title: str, customer: str, severity: str = "4") -> None:
    form = (await story.kim.commands("/critical", "")).modal
    assert form is not None
    told = {"what_happened": title, "customer": customer, "severity": severity}
    await form.fills(title=title, **told).submits()
    await story.settle()


def plain(name: str, importance: str = "normal") -> str:
    return f"{name},,{importance},,,,,,,,,"


async def test_custom_code_is_shown_to_support_and_the_developer_at_once(story: World) -> None:
    await imports(story, INITECH)
    await raises(story, "Labels come out empty", "initech")
    card = steps.card(story)
    assert "Initech · VIP · custom code" in card
    # In one line there, for a phone; who works on it gets all of it.
    for told in ("Prints labels of its own", "test site", "source", "Dana"):
        assert told in card
        assert told in we_have_it(story.kim)
    await story.ada.clicks("Assign…").fills(developer="Ivan").submits()
    await story.settle()
    given = steps.last(story.ivan)
    for told in THEIRS:
        assert told in given
    details = await asks(story, "CRIT-1")
    for told in (*THEIRS, "Pays by the hour", "crm.example/7", "America/New_York", "5512"):
        assert told in details


async def test_a_customer_without_code_of_their_own_shows_none(story: World) -> None:
    await imports(story, plain("Hooli"))
    await raises(story, "Search is slow", "Hooli")
    assert "Hooli" in steps.card(story)
    assert "custom code" not in steps.card(story)
    assert "VIP" not in steps.card(story)


async def test_a_customer_is_found_with_a_slip_and_told_whole(story: World) -> None:
    await imports(story, INITECH, plain("Hooli"))
    await raises(story, "Labels come out empty", "Initech")
    for typed in ("initech", "Inittech", "INT", "initech corp"):
        found = await asks(story, f"customers find {typed}")
        assert "Initech · VIP · custom code" in found
        for told in (*THEIRS, "Pays by the hour", "Also called: Initech Corp, INT"):
            assert told in found
        assert "Open tasks: 1" in found
        assert "CRIT-1" in found
        assert "Labels come out empty" in found
    assert "No task of theirs is open." in await asks(story, "customers find hooli")


async def test_who_is_not_found_is_guessed_or_asked_for_again(story: World) -> None:
    await imports(story, plain("Umbrella North"), plain("Umbrella South"), plain("Hooli"))
    several = await asks(story, "customers find umbrella")
    assert "2 customers fit" in several
    assert "Umbrella North" in several
    assert "Umbrella South" in several
    assert "Hooli" not in several
    guessed = await asks(story, "customers find umbrela sotuh")
    assert "Umbrella South" in guessed
    nobody = await asks(story, "customers find zzyzx")
    assert "No customer is called “zzyzx”." in nobody
    assert "Did you mean" not in nobody


async def test_open_tasks_of_vips_and_of_custom_code_are_counted_apart(story: World) -> None:
    await imports(story, INITECH, plain("Hooli", "vip"), plain("Umbrella"))
    for title, customer in (("One", "Initech"), ("Two", "Hooli"), ("Three", "Umbrella")):
        await raises(story, f"{title} is broken", customer)
    counted = await asks(story, "customers")
    assert "Open tasks of VIPs: 2" in counted
    assert "Open tasks of customers with custom code: 1" in counted
    await imports(story, plain("Hooli"), plain("Umbrella", "vip"), plain("Initech", "vip"))
    counted = await asks(story, "customers")
    assert "Open tasks of VIPs: 2" in counted
    assert "Open tasks of customers with custom code: 0" in counted


async def test_vips_stand_first_among_equals_and_importance_may_change(story: World) -> None:
    await imports(story, plain("Hooli"), plain("Umbrella", "vip"))
    await raises(story, "Hooli cannot log in", "Hooli", "3")
    await raises(story, "Umbrella cannot log in", "Umbrella", "3")
    assert await board(story) == ["Umbrella cannot log in", "Hooli cannot log in"]
    assert "VIP" in await asks(story, "board")
    await imports(story, plain("Umbrella"), plain("Hooli"))
    assert await board(story) == ["Hooli cannot log in", "Umbrella cannot log in"]
    assert "VIP" not in await asks(story, "board")


async def board(story: World) -> Sequence[str]:
    shown = await asks(story, "board")
    titles = ["Hooli cannot log in", "Umbrella cannot log in"]
    return sorted(titles, key=shown.rindex)


async def test_a_report_about_customers_is_a_report(story: World) -> None:
    answer = await asks(story, "customers cannot pay since ten")
    assert "CRIT-1 is in" in answer


async def test_nobody_is_found_where_nobody_was_imported(story: World) -> None:
    async with story.bot.desk.database.write() as session:
        await customers.keep_of_rules(session, ())
    assert "python -m bot customers import" in await asks(story, "customers")


async def test_a_task_that_changes_hands_is_marked_anew(story: World) -> None:
    await imports(story, INITECH, plain("Hooli"))
    await raises(story, "Labels come out empty", "Hooli")
    database: Database = story.bot.desk.database
    for customer, is_theirs in (("Initech", True), ("Hooli", False), (None, False)):
        async with database.write() as session:
            task = await tasks.get(session, 1)
            assert await tasks.move(session, task, customer=customer)
            assert (task.is_vip, task.has_custom_code) == (is_theirs, is_theirs)
