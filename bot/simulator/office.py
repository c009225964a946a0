"""What a person needs of Slack to act: the state, the talk, the way to the app."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.simulator.delivery import Courier
from bot.simulator.response_urls import ResponseUrls
from bot.simulator.talk import Talk
from bot.simulator.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Office:
    """The parts of the simulator that the person driver works with."""

    workspace: Workspace
    talk: Talk
    courier: Courier
    response_urls: ResponseUrls
    base_url: Callable[[], str]
