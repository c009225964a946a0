"""Figures for Prometheus."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram


class Figures:
    """Every figure of one bot, in a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Histogram(
            "cavalry_request_seconds",
            "Time from a request of Slack's to its acknowledgement.",
            ("kind", "outcome"),
            registry=self.registry,
        )
        self.deliveries = Counter(
            "cavalry_deliveries",
            "What became of outbox rows, by kind and outcome.",
            ("kind", "outcome"),
            registry=self.registry,
        )
        self.actions = Counter(
            "cavalry_actions",
            "What people did, by the button, form or command, and how it ended.",
            ("name", "outcome"),
            registry=self.registry,
        )
        self.retries = Counter(
            "cavalry_retries",
            "Deliveries that have to be tried again, by the error.",
            ("error",),
            registry=self.registry,
        )
        self._times()
        self._people()
        self._gauges()

    def _times(self) -> None:
        self.database = Histogram(
            "cavalry_database_seconds",
            "Time that a transaction takes, waiting for its turn and its commit included.",
            ("kind",),
            registry=self.registry,
        )
        self.timers_late = Histogram(
            "cavalry_timers_late_seconds",
            "How long after their time timers were looked at, by their reason.",
            ("reason",),
            buckets=(1, 2, 5, 10, 30, 60, 300, 1800, 3600, 6 * 3600, 24 * 3600),
            registry=self.registry,
        )

    def _people(self) -> None:
        self.chases = Counter(
            "cavalry_chases",
            "How often somebody had to ask how it stands, by where they asked.",
            ("place",),
            registry=self.registry,
        )

    def _gauges(self) -> None:
        self.outbox_rows = self._gauge("outbox_rows", "Outbox rows that are not sent yet.")
        self.outbox_age = self._gauge("outbox_age_seconds", "How long the oldest of them waits.")
        self.sockets = self._gauge("sockets", "Lines of ours to Slack that stand.")
        self.slacks_sockets = self._gauge(
            "slacks_sockets", "Lines that Slack says stand; more than ours swallow clicks."
        )

    def _gauge(self, name: str, meaning: str) -> Gauge:
        return Gauge(f"cavalry_{name}", meaning, registry=self.registry)

    def time_database(self, kind: str, seconds: float) -> None:
        """Note how long a transaction took; `kind` is read or write."""
        self.database.labels(kind).observe(seconds)
