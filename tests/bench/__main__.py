"""`make bench`: every figure, or those that are named."""

import asyncio
import sys
from collections.abc import Mapping, Sequence

from tests.bench import (
    alike,
    capture,
    customers,
    drain,
    growth,
    latency,
    page,
    process,
    throughput,
    timers,
)
from tests.bench.measured import Bench, Figure, say

BENCHES: Mapping[str, Bench] = {
    "intake_ratio": throughput.intake_sqlite,
    "intake_pg_ratio": throughput.intake_postgres,
    "click_ratio": throughput.clicks,
    "ack_p99_ms": latency.acknowledged,
    "told_p50_ms": latency.told,
    "drain_ratio": drain.drained,
    "growth_raise": growth.grown,
    "growth_mine": growth.grown,
    "growth_board": growth.grown,
    "growth_claim": growth.grown,
    "growth_timers": growth.grown,
    "timers_s": timers.looked,
    "timers_mb": timers.looked,
    "capture_ms": capture.read,
    "alike_ms": alike.found,
    "customers_find_ms": customers.found,
    "start_s": process.started,
    "rss_mb": process.remembered,
    "replicas_ratio": throughput.replicas,
    "demo_ready_s": page.opened,
    "page_told_ms": page.seen,
    "page_frame_ms": page.scrolled,
}


async def run(names: Sequence[str]) -> None:
    """Measure one after the other, and say every number once more at the end."""
    figures = list[Figure]()
    for bench in dict.fromkeys(BENCHES[name] for name in names):
        for figure in await bench():
            figure.show()
            figures.append(figure)
    for figure in figures:
        say(f"bench: {figure.name}={figure.value:.3f}")


def main() -> int:
    """Read the names from the command line."""
    names = sys.argv[1:] or list(BENCHES)
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        say(f"There is no figure {', '.join(unknown)}. There are: {', '.join(BENCHES)}.")
        return 2
    asyncio.run(run(names))
    return 0


if __name__ == "__main__":
    sys.exit(main())
