"""Syndication: the platforms, and how often they are asked."""

from portal.settings.environment import env

# Comma-separated Fernet keys; the first encrypts, all decrypt.
SYNDICATION_KEYS = env.list("SYNDICATION_KEYS", default=[])
WECHAT_API_BASE_URL = env.str("WECHAT_API_BASE_URL", default="https://api.weixin.qq.com")
WEIBO_API_BASE_URL = env.str("WEIBO_API_BASE_URL", default="https://api.weibo.com")
# The public address platforms see us from; Weibo demands one with every post (`rip`).
EGRESS_IP = env.str("EGRESS_IP", default="127.0.0.1")
# Whether `manage.py sandbox`, the stand-in of the platforms, may run here.
SANDBOX_ALLOWED = False
# Whether a page's own address must answer with the approved version before anything goes out.
# Turn it off only where the workers cannot reach the public site.
SYNDICATION_ASKS_PUBLIC = env.bool("SYNDICATION_ASKS_PUBLIC", default=True)
# JSON; see syndication.timing for the names and the usual values.
SYNDICATION_TIMING = env.json("SYNDICATION_TIMING", default={})
SYNDICATION_CHANNELS = {
    "wechat": "syndication.channels.wechat.channel.WeChatChannel",
    "weibo": "syndication.channels.weibo.channel.WeiboChannel",
    "webhook": "syndication.channels.webhook.channel.WebhookChannel",
}
# Who finds the pages that answer a follower's words: see syndication.answers.
SYNDICATION_ANSWERS = env.str("SYNDICATION_ANSWERS", default="portal.answering.answers")
# Whether publishing a page answers for what its channels get: see syndication.engine.approve.
SYNDICATION_PUBLISHING_SUFFICES = env.str(
    "SYNDICATION_PUBLISHING_SUFFICES", default="reviews.payloads.publishing_suffices"
)
# Partner systems that may lie in the internal network, by host name; others must be public.
SYNDICATION_WEBHOOK_HOSTS = [
    name.lower() for name in env.list("SYNDICATION_WEBHOOK_HOSTS", default=[])
]
# File of the authorities that sign partners' certificates, if not the usual ones.
SYNDICATION_WEBHOOK_CA = env.str("SYNDICATION_WEBHOOK_CA", default="")
