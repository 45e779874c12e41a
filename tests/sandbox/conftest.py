from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sandbox.callers import WeChat, Weibo
from tests.sandbox.receiver import Receiver
from tests.sandbox_process import SandboxProcess


@pytest.fixture(scope="session")
def running_sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxProcess]:
    data: Path = tmp_path_factory.mktemp("sandbox")
    with SandboxProcess(data) as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running_sandbox: SandboxProcess) -> SandboxProcess:
    running_sandbox.reset()
    return running_sandbox


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
