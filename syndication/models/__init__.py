from syndication.models.account import Account
from syndication.models.attempt import Attempt
from syndication.models.auto_reply import AutoReply
from syndication.models.copy import ChannelCopy
from syndication.models.custom_menu import CustomMenu
from syndication.models.follower_push import FollowerPush
from syndication.models.inbound import InboundEvent
from syndication.models.payload import Payload
from syndication.models.picture import StockedPicture, Upload
from syndication.models.plan import PagePlan
from syndication.models.route import Route
from syndication.models.task import HumanTask

__all__ = [
    "Account",
    "Attempt",
    "AutoReply",
    "ChannelCopy",
    "CustomMenu",
    "FollowerPush",
    "HumanTask",
    "InboundEvent",
    "PagePlan",
    "Payload",
    "Route",
    "StockedPicture",
    "Upload",
]
