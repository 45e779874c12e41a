from collections.abc import Iterator

import pytest

from tests.sandbox.callers import WeChat, Weibo
from tests.sandbox.receiver import Receiver
from tests.sandbox_process import SandboxProcess


@pytest.fixture
def wechat(sandbox: SandboxProcess) -> WeChat:
    return WeChat(sandbox)


@pytest.fixture
def weibo(sandbox: SandboxProcess) -> Weibo:
    return Weibo(sandbox)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    yield receiver
    receiver.close()
