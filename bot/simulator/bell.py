"""A bell that rings when something in the workspace may have changed."""

from collections.abc import Callable

Listener = Callable[[], None]


class Bell:
    """Tells listeners to look again; what has changed they find out themselves."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> None:
        """Call this at every ring from now on; it must be quick and raise nothing."""
        self._listeners.append(listener)

    def ignore(self, listener: Listener) -> None:
        """Call this no more."""
        self._listeners.remove(listener)

    def ring(self) -> None:
        """Something may have changed."""
        for listener in list(self._listeners):
            listener()
