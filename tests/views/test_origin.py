"""What a modal remembers fits into what Slack keeps for it."""

import pytest

from bot.views.origin import Origin


def test_an_origin_leaves_out_what_does_not_fit() -> None:
    long = "https://a.example/" + "y" * 4000
    origin = Origin(task_id=12, response_url="https://r", source_link=long)
    unpacked = Origin.unpack(origin.pack())
    assert unpacked == Origin(task_id=12, response_url="https://r")
    assert Origin.unpack(Origin(task_id=1, response_url=long).pack()) == Origin(task_id=1)
    assert Origin.unpack("") == Origin()
    with pytest.raises(ValueError, match="private_metadata"):
        Origin(stands=long).pack()
