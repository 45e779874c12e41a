from syndication.sandbox.models.core import Exchanged, Fault, Picture, Setting, Use
from syndication.sandbox.models.followers import ChatLine, Follower, ReaderComment
from syndication.sandbox.models.mass import MassSend
from syndication.sandbox.models.wechat import (
    CallbackPush,
    Draft,
    Material,
    Publication,
    PublishJob,
    WeChatAccount,
    WeChatToken,
)
from syndication.sandbox.models.weibo import (
    Comment,
    HeadlineArticle,
    Post,
    WeiboApp,
    WeiboCode,
    WeiboToken,
    WeiboUser,
)

__all__ = [
    "CallbackPush",
    "ChatLine",
    "Comment",
    "Draft",
    "Exchanged",
    "Fault",
    "Follower",
    "HeadlineArticle",
    "MassSend",
    "Material",
    "Picture",
    "Post",
    "Publication",
    "PublishJob",
    "ReaderComment",
    "Setting",
    "Use",
    "WeChatAccount",
    "WeChatToken",
    "WeiboApp",
    "WeiboCode",
    "WeiboToken",
    "WeiboUser",
]
