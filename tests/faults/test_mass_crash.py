"""Killed at every instruction that matters, followers get a mass send exactly once."""

import time

import pytest

from home.models import ColumnPage
from syndication import mass_sends
from syndication.engine import attempts, deliver, mass, mass_settle
from syndication.models import Attempt, ChannelCopy, MassSend
from syndication.models.mass_send import State
from tests.faults.test_crash import LANES, POINTS, every_point, mortal
from tests.home.factories import ColumnPageFactory, make_portal
from tests.syndication.engine_room import growing_pauses
from tests.syndication.mass_room import (
    assembled,
    drafts_at,
    items,
    mass_account,
    sent_at,
    signed,
    worked,
)

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

MASS_POINTS = [
    POINTS[0],
    (attempts, "finish"),
    (mass.Sender, "_converse"),
    (mass.Sender, "_note"),
    (mass_settle, "prepared"),
    (mass_settle, "previewed"),
    (mass_settle, "sent"),
    (mass_settle, "ended"),
    (Attempt.objects, "create"),
]


@pytest.fixture
def column(hurried) -> ColumnPage:
    return ColumnPageFactory(parent=make_portal())


def carry_out(send: MassSend) -> None:
    """Do what workers do, and sign as soon as there is something to sign."""
    pauses = growing_pauses()
    for _ in range(400):
        deliver.work(send.account_id)
        send.refresh_from_db()
        if send.state == State.PREVIEWED and not send.was_previewed:
            # The preview may have reached somebody; a person asks for another one.
            mass_sends.preview(send, ["wang"])
        elif send.state == State.PREVIEWED:
            signed(send)
        elif send.next_at is None:
            return
        time.sleep(next(pauses))


@pytest.mark.parametrize("lane", range(LANES))
def test_killed_at_any_point_of_a_mass_send_there_is_one(sandbox, column, lane):
    killed_at = 0
    for fatal in every_point(lane, step=2):
        sandbox.reset()
        account = mass_account(sandbox)
        pages = items(column, f"第{fatal}次甲", f"第{fatal}次乙")
        send = assembled(account, pages)
        mass_sends.preview(send, ["wang"])

        killed = mortal(lambda send=send: carry_out(send), fatal, MASS_POINTS)
        carry_out(MassSend.objects.get(pk=send.pk))
        worked(send)

        assert send.state == State.SENT, f"killed at point {fatal}"
        assert len(sent_at(sandbox)) == 1, f"killed at point {fatal}"
        assert drafts_at(sandbox) == [], f"killed at point {fatal}"
        assert ChannelCopy.objects.filter(part=send.part).count() == 2
        assert not Attempt.objects.filter(finished_at=None).exists()
        if not killed:
            break
        killed_at = fatal
    # Fewer would mean that the points were not on the way.
    assert killed_at > 35
