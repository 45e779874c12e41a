from syndication.sandbox.models.core import Exchanged, Fault, Picture, Setting, Use
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
    Post,
    WeiboApp,
    WeiboCode,
    WeiboToken,
    WeiboUser,
)

__all__ = [
    "CallbackPush",
    "Comment",
    "Draft",
    "Exchanged",
    "Fault",
    "Material",
    "Picture",
    "Post",
    "Publication",
    "PublishJob",
    "Setting",
    "Use",
    "WeChatAccount",
    "WeChatToken",
    "WeiboApp",
    "WeiboCode",
    "WeiboToken",
    "WeiboUser",
]
