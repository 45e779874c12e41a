"""What the platform pushes to an account's callback address: PUBLISHJOBFINISH."""

import secrets
import time
from urllib.parse import urlencode, urlsplit

import requests

from syndication.sandbox import faults
from syndication.sandbox.models import CallbackPush, PublishJob, WeChatAccount
from syndication.sandbox.store import exclusive
from syndication.sandbox.wechat.crypto import encrypt, signature

ATTEMPTS, SECONDS, PAUSE = 3, 5.0, 0.5


def announce(job: PublishJob) -> None:
    """Put the outcome of a job into the queue of pushes, as often as the account is told to."""
    account = job.account
    if account.callback_url:
        for _ in range(faults.pushes(account.callback_copies)):
            CallbackPush.objects.create(account=account, body=_event(job))


def deliver(push_id: int) -> None:
    """Push until it is accepted, three times at most. Every state can be polled as well."""
    push = CallbackPush.objects.select_related("account").filter(pk=push_id).first()
    if push is None or push.state != "waiting":
        return
    for number in range(ATTEMPTS):
        if number:
            time.sleep(PAUSE)
        result = _attempt(push)
        push.attempts.append(result)
        if result["accepted"]:
            push.state = "delivered"
        elif number + 1 == ATTEMPTS:
            push.state = "given_up"
        with exclusive():
            # Nothing comes back after a reset.
            CallbackPush.objects.filter(pk=push.pk).update(state=push.state, attempts=push.attempts)
        if push.state != "waiting":
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


def _attempt(push: CallbackPush) -> dict:
    account = push.account
    query, body = _query(account.callback_token), push.body
    if account.callback_mode == "aes":
        cipher = encrypt(account.callback_aes_key, account.app_id, push.body)
        query["encrypt_type"] = "aes"
        query["msg_signature"] = signature(
            account.callback_token, query["timestamp"], query["nonce"], cipher
        )
        body = (
            f"<xml><ToUserName><![CDATA[{account.original_id}]]></ToUserName>"
            f"<Encrypt><![CDATA[{cipher}]]></Encrypt></xml>"
        )
    result = {"at": time.time(), "status": None, "error": "", "accepted": False}
    try:
        response = _session().post(
            _address(account.callback_url, query),
            data=body.encode(),
            headers={"Content-Type": "text/xml"},
            timeout=SECONDS,
            allow_redirects=False,
        )
    except requests.RequestException as error:
        return result | {"error": type(error).__name__}
    accepted = response.status_code == 200 and response.text.strip() in {"success", ""}
    return result | {"status": response.status_code, "accepted": accepted}


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


def _event(job: PublishJob) -> str:
    publication = job.publication
    detail = "".join(f"<fail_idx>{index}</fail_idx>" for index in job.fail_idx)
    if publication:
        items = "".join(
            f"<item><idx>{number}</idx>"
            f"<article_url><![CDATA[{job.host}/s/{publication.slug}"
            f"{f'?item={number}' if number > 1 else ''}]]></article_url></item>"
            for number in range(1, len(publication.articles) + 1)
        )
        detail = (
            f"<article_id><![CDATA[{publication.article_id}]]></article_id>"
            f"<article_detail><count>{len(publication.articles)}</count>{items}</article_detail>"
        )
    return (
        "<xml>"
        f"<ToUserName><![CDATA[{job.account.original_id}]]></ToUserName>"
        "<FromUserName><![CDATA[oMphelperSandbox]]></FromUserName>"
        f"<CreateTime>{int(time.time())}</CreateTime>"
        "<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[PUBLISHJOBFINISH]]></Event>"
        f"<PublishEventInfo><publish_id>{job.publish_id}</publish_id>"
        f"<publish_status>{job.status}</publish_status>{detail}</PublishEventInfo></xml>"
    )
