"""The reference for delivery: messages posted with the SDK alone, so many at a time."""

import asyncio
import os
from collections.abc import Iterator

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient


async def main() -> None:
    """Post everything and end."""
    numbers = iter(range(int(os.environ["POSTS"])))
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(
            token=os.environ["SLACK_BOT_TOKEN"],
            base_url=os.environ["SLACK_API_URL"],
            session=session,
        )
        async with asyncio.TaskGroup() as group:
            for _ in range(int(os.environ["AT_ONCE"])):
                group.create_task(_post(client, numbers))


async def _post(client: AsyncWebClient, numbers: Iterator[int]) -> None:
    for number in numbers:
        await client.chat_postMessage(channel=f"D0REP{number:05d}", text="We have it: CRIT-1")


if __name__ == "__main__":
    asyncio.run(main())
