"""Every channel offers all that the engine may ask of one."""

import inspect

import pytest

from syndication.channels.base import Channel
from syndication.channels.registry import channel_class, kinds

ASKED = sorted(
    {name for name in vars(Channel) if not name.startswith("_")} | set(Channel.__annotations__)
)


@pytest.mark.parametrize("kind", kinds())
@pytest.mark.parametrize("name", ASKED)
def test_a_channel_has_what_it_may_be_asked_for(kind, name):
    assert hasattr(channel_class(kind), name)


@pytest.mark.parametrize("kind", kinds())
def test_a_channel_takes_what_it_is_asked_with(kind):
    for name, asked in inspect.getmembers(Channel, inspect.isfunction):
        if name in ASKED:
            given = inspect.signature(getattr(channel_class(kind), name))
            assert list(given.parameters) == list(inspect.signature(asked).parameters), name
