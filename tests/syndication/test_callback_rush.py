"""Fifty pushes at once at a real portal, while something else is wrong with it."""

import socket
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
import requests
from wechatpy.crypto import WeChatCrypto

from tests.installation import Installation
from tests.syndication.engine_room import AES_KEY
from tests.syndication.pushes import TOKEN, event, message, sealed, signed

pytestmark = pytest.mark.faults

# The platform cuts the connection after five seconds and shows the citizen that we are out.
PATIENCE = 5.0
APP_ID = "wx1"
CARD, SEARCH = "公积金提取办理指南", "查找需要多一点时间"
SETUP = f"""
from tests.home.factories import ArticlePageFactory, ColumnPageFactory, make_portal
from tests.search.town import put_page
from syndication import binding
column = ColumnPageFactory(parent=make_portal(), title="办事服务", slug="service")
for number in range(100):
    title = f"住房公积金提取办理指南第{{number}}期"
    put_page(ArticlePageFactory(parent=column, title=title, slug=f"fund-{{number}}"))
account = binding.bind("wechat", "云汀发布", app_id="{APP_ID}", app_secret="s",
    callback_token="{TOKEN}", callback_aes_key="{AES_KEY}")
binding.route(account, [])
print(account.callback_id)
"""
HOLD = """
import time
from django.db import connection, transaction
with transaction.atomic():
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for table in ("syndication_followerpush", "syndication_inboundevent"):
                cursor.execute(f"LOCK {table} IN EXCLUSIVE MODE")
    print("held", flush=True)
    time.sleep(60)
"""
TAKE_ROWS = """
from syndication.models import FollowerPush, InboundEvent
print(InboundEvent.objects.count(), FollowerPush.objects.count())
FollowerPush.objects.all().delete()
InboundEvent.objects.all().delete()
"""
REPORT = event("PUBLISHJOBFINISH").replace(
    "</xml>",
    "<PublishEventInfo><publish_id>77</publish_id><publish_status>0</publish_status>"
    "<article_id>a</article_id></PublishEventInfo></xml>",
)


@pytest.fixture(scope="module")
def pushed_to(tmp_path_factory) -> Iterator[tuple[Installation, str]]:
    """An installation, and the address that is pushed to once its portal runs."""
    folder = tmp_path_factory.mktemp("installation")
    with Installation(folder, "http://localhost:9") as installation:
        installation.migrate()
        callback_id = installation.python(SETUP)
        yield installation, f"{installation.url}/channels/wechat/{callback_id}/"


def assert_found(answers: list[tuple[int, float, str]]) -> None:
    """Check that everybody got a page or, where a busy machine has no time, the portal's search."""
    assert all(CARD in text or SEARCH in text for _, _, text in answers)
    assert sum(CARD in text for _, _, text in answers) >= len(answers) // 2


def assert_stored_once(installation: Installation, *, reports: int, answers: int) -> None:
    """Check what is stored, and empty the tables.

    An answer that could not be written at once is missing; it is found anew when it is asked for.
    """
    stored = [int(count) for count in installation.python(TAKE_ROWS).split()]
    assert stored[0] == reports
    assert answers // 2 <= stored[1] <= answers


@pytest.fixture(scope="module")
def usual(pushed_to) -> None:
    """The portal as it is when all is well, for all tests in a row that ask for it."""
    installation, _address = pushed_to
    installation.start("portal")


@contextmanager
def other_portal(installation: Installation, **environment: str) -> Iterator[None]:
    """Another one in its place; to be used by the last tests."""
    if "portal" in installation.processes:
        installation.kill("portal")
    before = dict(installation.environment)
    installation.environment.update(environment)
    try:
        installation.start("portal")
        yield
    finally:
        installation.kill("portal")
        installation.environment = before


def fifty() -> list[str]:
    """Return 20 different messages, 10 times the same one, 10 followers, 10 times one report."""
    return [
        *(message(f"公积金提取{number}", number) for number in range(20)),
        *[message("公积金提取", 99)] * 10,
        *(event("subscribe", openid=f"o{number}") for number in range(10)),
        *[REPORT] * 10,
    ]


def rush(address: str, pushes: list[str]) -> list[tuple[int, float, str]]:
    """Push all at once; return status, seconds and the opened answer of each."""

    def one(xml: str) -> tuple[int, float, str]:
        body, query = sealed(xml, signed(), AES_KEY, APP_ID)
        begun = time.monotonic()
        answer = requests.post(address, params=query, data=body.encode(), timeout=30)
        seconds = time.monotonic() - begun
        return answer.status_code, seconds, opened(answer)

    with ThreadPoolExecutor(len(pushes)) as pool:
        answers = list(pool.map(one, pushes))
    slowest = max(seconds for _, seconds, _ in answers)
    sys.stdout.write(f"\n{len(answers)} pushes at once: the slowest answer took {slowest:.2f} s\n")
    assert slowest < PATIENCE
    return answers


def opened(answer: requests.Response) -> str:
    if not answer.headers["Content-Type"].startswith("text/xml"):
        return answer.text
    signature, timestamp, nonce = (
        answer.text.partition(f"<{name}>")[2].partition(f"</{name}>")[0]
        for name in ("MsgSignature", "TimeStamp", "Nonce")
    )
    strip = str.maketrans({"[": "", "]": "", "<": "", ">": "", "!": ""})
    signature, nonce = (text.replace("CDATA", "").translate(strip) for text in (signature, nonce))
    plain = WeChatCrypto(TOKEN, AES_KEY, APP_ID).decrypt_message(
        answer.text, signature, timestamp, nonce
    )
    return plain if isinstance(plain, str) else plain.decode()


def test_fifty_at_once_are_all_answered_and_repeated_ones_handled_once(pushed_to, usual):
    installation, address = pushed_to
    answers = rush(address, fifty())
    assert {status for status, _, _ in answers} == {200}
    assert_found(answers[:30])
    repeated = {text.partition("<MsgType>")[2] for _, _, text in answers[20:30] if CARD in text}
    assert len(repeated) == 1
    assert all("办事服务" in text for _, _, text in answers[30:40])
    assert {text for _, _, text in answers[40:]} == {"success"}
    assert_stored_once(installation, reports=1, answers=31)


def test_forged_ones_among_fifty_are_refused_and_the_others_answered(pushed_to, usual):
    installation, address = pushed_to

    def one(number: int) -> int:
        body, query = sealed(message("公积金", number), signed(), AES_KEY, APP_ID)
        if number % 2:
            query["msg_signature"] = "0" * 40
        answer = requests.post(address, params=query, data=body.encode(), timeout=30)
        assert "<html" not in answer.text
        return answer.status_code

    with ThreadPoolExecutor(50) as pool:
        assert Counter(pool.map(one, range(50))) == {200: 25, 403: 25}
    assert_stored_once(installation, reports=0, answers=25)


def test_while_a_worker_holds_the_database_followers_are_answered_all_the_same(pushed_to, usual):
    installation, address = pushed_to
    with installation.running(HOLD) as lines:
        assert lines.readline() == "held\n"
        answers = rush(address, fifty())
    assert {status for status, _, _ in answers[:40]} == {200}
    assert_found(answers[:30])
    # What the platform reports is not lost: it is asked to come again, and then stored once.
    assert {(status, text) for status, _, text in answers[40:]} == {(503, "later")}
    again = rush(address, fifty())
    assert {status for status, _, _ in again} == {200}
    assert_stored_once(installation, reports=1, answers=31)


def test_a_broker_that_takes_calls_and_never_answers_keeps_nobody_waiting(pushed_to):
    installation, address = pushed_to
    with socket.create_server(("127.0.0.1", 0), backlog=100) as mute:
        broker = f"redis://127.0.0.1:{mute.getsockname()[1]}/0"
        with other_portal(installation, CELERY_BROKER_URL=broker):
            for _ in range(2):
                answers = rush(address, fifty())
                assert {status for status, _, _ in answers} == {200}
    assert_stored_once(installation, reports=1, answers=31)


def test_while_every_search_takes_for_ever_followers_get_the_portals_search(pushed_to):
    installation, address = pushed_to
    slow = "tests.syndication.bad_answers.endless"
    with other_portal(installation, SYNDICATION_ANSWERS=slow):
        answers = rush(address, fifty())
    assert {status for status, _, _ in answers} == {200}
    assert all(SEARCH in text for _, _, text in answers[:30])
    assert all("办事服务" in text for _, _, text in answers[30:40])
