"""Figures for Prometheus."""

from prometheus_client import CollectorRegistry, Counter, Histogram


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
