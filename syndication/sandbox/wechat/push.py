"""What is pushed to an account's callback address, and what comes back."""

import secrets
import time
from urllib.parse import urlencode, urlsplit

import requests
from django.db import transaction

from syndication.sandbox import background, clock, faults
from syndication.sandbox.models import CallbackPush, ChatLine, WeChatAccount
from syndication.sandbox.store import exclusive
from syndication.sandbox.wechat import replies
from syndication.sandbox.wechat.crypto import encrypt, signature

ATTEMPTS, SECONDS, PAUSE = 3, 5.0, 0.5
# What the follower sees in place of an answer that did not come or was none.
UNAVAILABLE = "该公众号暂时无法提供服务，请稍后再试"
DELIVERED, REFUSED, GIVEN_UP = "delivered", "refused", "given_up"


def enqueue(account: WeChatAccount, body: str, line: ChatLine | None = None) -> None:
    """Put a body into the queue, as often as the account is told to."""
    if account.callback_url:
        for _ in range(faults.pushes(account.callback_copies)):
            CallbackPush.objects.create(account=account, body=body, line=line)
        transaction.on_commit(background.wake)


def deliver(push_id: int) -> None:
    """Push until it is accepted, three times at most. Every state can be polled as well."""
    related = CallbackPush.objects.select_related("account", "line__follower")
    push = related.filter(pk=push_id).first()
    if push is None or push.state != "waiting":
        return
    for number in range(ATTEMPTS):
        if number:
            time.sleep(PAUSE)
        result, state = _attempt(push)
        push.attempts.append(result)
        if not state and number + 1 == ATTEMPTS:
            state = GIVEN_UP
        with exclusive():
            # Nothing comes back after a reset.
            kept = CallbackPush.objects.filter(pk=push.pk)
            if kept.update(state=state or "waiting", attempts=push.attempts) and push.line:
                _show(push.line, result, state)
        if state:
            return


def verify_address(account: WeChatAccount) -> dict:
    """Ask the callback address to prove that it knows the token."""
    echo = secrets.token_hex(10)
    query = _query(account.callback_token) | {"echostr": echo}
    try:
        response = _session().get(
            _address(account.callback_url, query), timeout=SECONDS, allow_redirects=False
        )
    except requests.RequestException as error:
        return {"ok": False, "error": type(error).__name__}
    ok = response.status_code == 200 and response.text == echo
    return {"ok": ok, "status": response.status_code}


def _attempt(push: CallbackPush) -> tuple[dict, str]:
    """Return what to note of one attempt, and the push's final state if it has one."""
    result: dict = {"at": time.time(), "status": None, "error": "", "accepted": False}
    query, body = _sealed(push)
    begun = time.monotonic()
    try:
        response = _session().post(
            _address(push.account.callback_url, query),
            data=body.encode(),
            headers={"Content-Type": "text/xml"},
            timeout=SECONDS,
            allow_redirects=False,
        )
    except requests.RequestException as error:
        return result | {"error": type(error).__name__}, ""
    result["status"] = response.status_code
    answer = response.content.decode(errors="replace")
    if time.monotonic() - begun > SECONDS:
        return result | {"error": "TooLate"}, ""
    if response.status_code != 200:
        return result, ""
    if push.line is None:
        accepted = answer.strip() in replies.SILENCE
        return result | {"accepted": accepted}, DELIVERED if accepted else ""
    try:
        reply = replies.read(push.account, push.line, answer)
    except replies.Malformed as malformed:
        return result | {"error": str(malformed)}, REFUSED
    return result | {"accepted": True, "reply": reply}, DELIVERED


def _show(line: ChatLine, result: dict, state: str) -> None:
    """Put the answer into the follower's chat; of several, the first."""
    reply = result.get("reply")
    if state == DELIVERED and reply:
        sender, (kind, data) = "account", reply
    elif state in {REFUSED, GIVEN_UP} and line.kind != "unsubscribe":
        sender, kind, data = "platform", "notice", {"text": UNAVAILABLE}
    else:
        return
    if not ChatLine.objects.filter(answers=line).exists():
        ChatLine.objects.create(
            follower=line.follower,
            sender=sender,
            kind=kind,
            data=data,
            answers=line,
            at=clock.now(),
        )


def _sealed(push: CallbackPush) -> tuple[dict[str, str], str]:
    """Return query and body of one attempt, encrypted if the account wants it so."""
    account = push.account
    query = _query(account.callback_token)
    if account.callback_mode != "aes":
        return query, push.body
    cipher = encrypt(account.callback_aes_key, account.app_id, push.body)
    query["encrypt_type"] = "aes"
    query["msg_signature"] = signature(
        account.callback_token, query["timestamp"], query["nonce"], cipher
    )
    return query, (
        f"<xml><ToUserName><![CDATA[{account.original_id}]]></ToUserName>"
        f"<Encrypt><![CDATA[{cipher}]]></Encrypt></xml>"
    )


def _session() -> requests.Session:
    session = requests.Session()
    session.trust_env = False
    return session


def _address(url: str, query: dict[str, str]) -> str:
    return f"{url}{'&' if urlsplit(url).query else '?'}{urlencode(query)}"


def _query(token: str) -> dict[str, str]:
    # The real time, not the sandbox's: receivers compare it with their own.
    timestamp, nonce = str(int(time.time())), str(secrets.randbelow(10**10))
    return {
        "signature": signature(token, timestamp, nonce),
        "timestamp": timestamp,
        "nonce": nonce,
    }
