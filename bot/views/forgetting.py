"""The words of `forget` on the command line."""


def question(slack_id: str) -> str:
    """Ask whether it is meant."""
    return (
        f"The name of {slack_id} and all that they wrote about tasks is removed for good; "
        "what happened, and when, stays. Go on?"
    )


def no_person(slack_id: str) -> str:
    """Say that it is no id."""
    return (
        f"{slack_id[:40]} is no Slack id of a person. In Slack, open the profile, ⋮, "
        "Copy member ID: it begins with U."
    )


def still_in_rules(slack_id: str, place: str) -> str:
    """Say that the person would come back at once."""
    return (
        f"{slack_id} stands in the rules under {place}, and would be known again at once. Take "
        "them out first: python -m bot config export > team.yaml, then config apply team.yaml."
    )


def nothing(slack_id: str) -> str:
    """Say that nobody knows the person."""
    return f"Nothing is known of {slack_id}. Nothing was changed."


def done(slack_id: str, tasks: int, messages: int, notices: int) -> list[str]:
    """Say what was done, and what cannot be done from here."""
    return [
        f"{slack_id} is forgotten: tasks {tasks}, messages {messages}, notices {notices}.",
        (
            "Their name, words, files and links are removed; the history says “somebody who was "
            "forgotten”. The running bot brings the cards up to date."
        ),
        (
            "Not reached from here: what others wrote about them, and what stands in Slack itself, "
            "their messages and notices that were sent. Remove those there."
        ),
    ]
