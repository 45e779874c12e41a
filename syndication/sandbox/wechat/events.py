"""What the platform tells an account's server, in its own XML."""

import time
from xml.sax.saxutils import escape

from syndication.sandbox.models import MassSend, Publication, PublishJob, WeChatAccount

# Who the platform says it is when it speaks for itself.
HELPER = "oMphelperSandbox"
REPRINT = 2


def cdata(text: str) -> str:
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def envelope(account: WeChatAccount, sender: str, kind: str, rest: str) -> str:
    # The real time, not the sandbox's: receivers compare it with their own.
    return (
        f"<xml><ToUserName>{cdata(account.original_id)}</ToUserName>"
        f"<FromUserName>{cdata(sender)}</FromUserName>"
        f"<CreateTime>{int(time.time())}</CreateTime>"
        f"<MsgType>{cdata(kind)}</MsgType>{rest}</xml>"
    )


def event(account: WeChatAccount, sender: str, name: str, rest: str = "") -> str:
    return envelope(account, sender, "event", f"<Event>{cdata(name)}</Event>{rest}")


def of_the_platform(account: WeChatAccount, name: str, fields: dict[str, object]) -> str:
    """Any event the platform sends by itself, such as verify_expired."""
    rest = "".join(f"<{tag}>{escape(str(value))}</{tag}>" for tag, value in fields.items())
    return event(account, HELPER, name, rest)


def publication_ended(job: PublishJob) -> str:
    publication = job.publication
    detail = "".join(f"<fail_idx>{index}</fail_idx>" for index in job.fail_idx)
    if publication:
        items = "".join(
            f"<item><idx>{number}</idx><article_url>{cdata(url)}</article_url></item>"
            for number, url in _addresses(job.host, publication)
        )
        detail = (
            f"<article_id>{cdata(publication.article_id)}</article_id>"
            f"<article_detail><count>{len(publication.articles)}</count>{items}</article_detail>"
        )
    return event(
        job.account,
        HELPER,
        "PUBLISHJOBFINISH",
        f"<PublishEventInfo><publish_id>{job.publish_id}</publish_id>"
        f"<publish_status>{job.status}</publish_status>{detail}</PublishEventInfo>",
    )


def mass_send_ended(send: MassSend) -> str:
    sent, total = len(send.reached), send.total
    counts = (
        f"<TotalCount>{total}</TotalCount><FilterCount>{total}</FilterCount>"
        f"<SentCount>{sent}</SentCount><ErrorCount>{total - sent}</ErrorCount>"
    )
    results = "" if send.account.mass_event_bare else _copyright(send)
    addresses = (
        _addresses(send.host, send.publication)
        if send.publication and not send.account.mass_event_bare
        else []
    )
    items = "".join(
        f"<item><ArticleIdx>{number}</ArticleIdx><ArticleUrl>{cdata(url)}</ArticleUrl></item>"
        for number, url in addresses
    )
    return event(
        send.account,
        HELPER,
        "MASSSENDJOBFINISH",
        f"<MsgID>{send.msg_id}</MsgID><Status>{cdata(send.status)}</Status>{counts}"
        f"<CopyrightCheckResult><Count>{results.count('<item>')}</Count>"
        f"<ResultList>{results}</ResultList>"
        f"<CheckState>{send.copyright_state}</CheckState></CopyrightCheckResult>"
        f"<ArticleUrlResult><Count>{len(addresses)}</Count>"
        f"<ResultList>{items}</ResultList></ArticleUrlResult>",
    )


def _copyright(send: MassSend) -> str:
    """The 原创校验 of each article that was judged a reprint."""
    if send.copyright_state < REPRINT:
        return ""
    may = int(send.copyright_state == REPRINT)
    return "".join(
        f"<item><ArticleIdx>{number}</ArticleIdx><UserDeclareState>0</UserDeclareState>"
        "<AuditState>2</AuditState>"
        f"<OriginalArticleUrl>{cdata(f'{send.host}/s/original')}</OriginalArticleUrl>"
        f"<OriginalArticleType>1</OriginalArticleType><CanReprint>{may}</CanReprint>"
        f"<NeedReplaceContent>{may}</NeedReplaceContent>"
        f"<NeedShowReprintSource>{may}</NeedShowReprintSource></item>"
        for number in range(1, len(send.articles) + 1)
    )


def _addresses(host: str, publication: Publication) -> list[tuple[int, str]]:
    return [
        (number, f"{host}/s/{publication.slug}" + (f"?item={number}" if number > 1 else ""))
        for number in range(1, len(publication.articles) + 1)
    ]
