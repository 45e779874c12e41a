from datetime import timedelta

import pytest

from syndication.channels.wechat import tokens
from tests.conftest import QUICK


@pytest.fixture
def hurried(settings, monkeypatch) -> None:
    """What a killed worker held is soon given up."""
    settings.SYNDICATION_TIMING = {**QUICK, "lease": 0.6, "mass_again": 0.1}
    monkeypatch.setattr(tokens, "FETCHING", timedelta(seconds=0.6))
