"""Every refusal has words, and they say what to do."""

from datetime import timedelta
from itertools import product

import pytest

from bot.domain import absences, duty, errors
from bot.domain.errors import AtTask, LastThing, UserError
from bot.domain.lifecycle import Action, Status, who_may
from bot.domain.notices import Happening
from bot.domain.people import Role
from bot.domain.permissions import PERMISSIONS, Deed
from bot.domain.rules import Problem, RulesRefused
from bot.views import refusals
from tests.views.stage import DEADLINE, NOW, READER

EVERY = [
    errors.PastDeadline(NOW - timedelta(minutes=20), NOW),
    errors.DeadlineHasPassed(NOW - timedelta(minutes=20)),
    errors.MissingDeadline(),
    errors.NotAllowed(Action.ASSIGN, frozenset({Role.ADMINISTRATOR})),
    errors.NoLongerFits(Action.WITHDRAW, Status.IN_PROGRESS),
    errors.NoSuchTask(99, 12),
    errors.NoSuchQuestion(9),
    errors.QuestionOfOthers("U0SAM"),
    errors.AlreadyAnswered("U0SAM", NOW - timedelta(hours=2)),
    errors.AlreadyAsked("U0SAM"),
    errors.AsksOneself(),
    errors.AsksWhoAsked("U0SAM"),
    errors.AsksTheBot(),
    errors.NotTheAsker("U0SAM"),
    errors.TakenBack("U0SAM", NOW),
    errors.SeveralQuestions(2),
    errors.TooFarAhead(timedelta(days=90)),
    absences.OwnStandIn(),
    errors.QuestionOfNoTask(),
    errors.NotLater(),
    errors.StillToCome(),
    errors.NoDeveloper("U0SAM"),
    errors.HasLeft("U0GONE"),
    errors.AffectedAlready(),
    errors.CannotMerge(2),
    errors.AlreadyRaised(12),
    errors.NothingChanged(Deed.SET_SEVERITY),
    errors.SeveralCustomers(("Nordwind", "Nordwand")),
    errors.UnknownPlace(),
    errors.Overtaken(Action.ASSIGN),
    errors.WishIsOver(),
    errors.Empty(),
    errors.OnlyAdministrators("U0ADA"),
    errors.NotSetUp(),
    errors.ControlPointRuns(NOW, NOW + timedelta(hours=4)),
    errors.NoControlPoint(),
    errors.NothingToAsk(),
    absences.UnknownReturn("the cows"),
    absences.PastReturn(NOW - timedelta(days=1), NOW),
    absences.FarReturn("until 2031-01-01"),
    absences.NotAway(),
    duty.NotOnDuty("U0ADA"),
    duty.NotAnAdministrator("U0SAM"),
    duty.OfferIsOver("U0BEN"),
    AtTask(errors.Empty(), "CRIT-12", "U0ADA"),
    RulesRefused((Problem(("severities", 4), "is <no> severity", "use 4"),)),
]


def every_class(of: type[UserError] = UserError) -> set[type[UserError]]:
    below = set(of.__subclasses__())
    return below.union(*(every_class(one) for one in below))


def said(error: UserError) -> str:
    return refusals.refusal(error, READER, NOW)


def at(refusal: UserError, last: LastThing | None = None) -> str:
    return said(AtTask(refusal, "CRIT-12", "U0ADA", last))


def test_every_refusal_has_words() -> None:
    ours = {one for one in every_class() if one.__module__.startswith("bot.domain.")}
    assert set(refusals.WORDS) == ours == {type(error) for error in EVERY}


@pytest.mark.parametrize("error", EVERY, ids=lambda error: type(error).__name__)
def test_a_refusal_is_a_sentence_in_both_forms(error: UserError) -> None:
    for text in (said(error), refusals.field_error(error, READER, NOW)):
        assert text[0].isupper() or text.startswith("<")
        assert text.rstrip().endswith((".", "`"))
        assert "{" not in text.replace("{date_short_pretty}, {time}", "")
    assert "<" not in refusals.field_error(error, READER, NOW).replace("<no>", "")


@pytest.mark.parametrize("what", [*Action, *Deed])
def test_who_may_is_said_of_everything_that_can_be_done(what: Action | Deed) -> None:
    allowed = who_may(what) if isinstance(what, Action) else PERMISSIONS[what].allowed
    text = at(errors.NotAllowed(what, allowed))
    assert text.startswith("Only ")
    assert "CRIT-12" in text
    assert ("Ada is on duty." in text) is (Role.ADMINISTRATOR in allowed)


def test_no_right_reads_as_agreed() -> None:
    refused = errors.NotAllowed(Action.ASSIGN, frozenset({Role.ADMINISTRATOR}))
    assert at(refused) == "Only a task administrator can assign CRIT-12. Ada is on duty."
    assert said(refused) == "Only a task administrator can assign this task."


@pytest.mark.parametrize(("what", "status"), list(product([*Action, *Deed], Status)))
def test_what_no_longer_fits_is_said_from_every_status(what: Action | Deed, status: Status) -> None:
    text = at(errors.NoLongerFits(what, status))
    assert text.startswith("CRIT-12 ")
    assert "any more." in text


def test_too_late_reads_as_agreed() -> None:
    last = LastThing(Happening.TAKEN, "U0IVAN", NOW - timedelta(seconds=70))
    assert at(errors.NoLongerFits(Action.WITHDRAW, Status.IN_PROGRESS), last) == (
        "Ivan took CRIT-12 a minute ago, so it cannot be withdrawn any more. Ask Ada to decline it."
    )


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=5), "a moment ago"),
        (timedelta(minutes=7), "7 minutes ago"),
        (timedelta(hours=2), "on Tue 24 Nov, 08:10"),
    ],
)
def test_when_it_happened_is_told_as_people_would(ago: timedelta, words: str) -> None:
    last = LastThing(Happening.STARTED, None, NOW - ago)
    text = at(errors.NoLongerFits(Action.START, Status.IN_PROGRESS), last)
    assert text.startswith(f"Cavalry started on CRIT-12 {words}")


def test_a_last_thing_that_explains_nothing_is_left_out() -> None:
    last = LastThing(Happening.EDITED, "U0SAM", NOW)
    text = at(errors.NoLongerFits(Action.START, Status.CLOSED), last)
    assert text.startswith("CRIT-12 is closed, so it cannot be started any more.")


def test_a_past_date_says_after_when() -> None:
    error = errors.PastDeadline(NOW - timedelta(minutes=20), NOW)
    expected = "That was 20 min ago. Choose a time after 10:10."
    assert refusals.field_error(error, READER, NOW) == expected
    now = errors.PastDeadline(NOW, NOW)
    assert said(now).startswith("That was a moment ago.")


def test_a_task_that_is_not_there_names_the_newest() -> None:
    assert said(errors.NoSuchTask(99, 12)) == (
        "There is no CRIT-99. The newest is CRIT-12. Try `/critical board`."
    )
    assert "There is none yet." in said(errors.NoSuchTask(99, None))
    assert len(said(errors.NoSuchTask(int("9" * 300), 12))) < 100


def test_a_field_shows_dates_and_people_in_plain_text() -> None:
    error = errors.AlreadyAnswered("U0GONE", DEADLINE - timedelta(days=1))
    text = refusals.field_error(error, READER, NOW)
    assert text.startswith("U0GONE answered it on Mon 23 Nov, 14:10.")


def test_a_task_cannot_be_merged_into_itself() -> None:
    assert "is the same task" in at(errors.CannotMerge(12))
    assert "is over" in at(errors.CannotMerge(2))


def test_a_bug_gives_its_number() -> None:
    assert refusals.bug("7f3c2a").endswith("whoever runs Cavalry: 7f3c2a.")
    assert "nothing was changed" in refusals.try_again()


def test_what_was_overtaken_is_told_with_who_did_what_and_when() -> None:
    last = LastThing(Happening.SEVERITY_CHANGED, "U0BEN", NOW - timedelta(minutes=3))
    overtaken = errors.AtTask(errors.Overtaken(Action.ASSIGN), "CRIT-12", "U0ADA", last)
    assert said(overtaken).startswith("Ben changed the severity of CRIT-12 3 minutes ago")
    wish = errors.AtTask(errors.WishIsOver(), "CRIT-12", "U0ADA", last)
    assert "that request is not open any more" in said(wish)


def test_more_time_means_a_later_date() -> None:
    assert "no later than" in said(errors.NothingChanged(Deed.ASK_FOR_TIME))
