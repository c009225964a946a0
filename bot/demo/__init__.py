"""The demo: a critical day on this machine, with a Slack of its own."""

from bot.demo.show import main

__all__ = ["main"]
