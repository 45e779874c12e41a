from syndication.models.account import Account
from syndication.models.address import PublishedAddress
from syndication.models.approval import Approval
from syndication.models.attempt import Attempt
from syndication.models.auto_reply import AutoReply
from syndication.models.copy import ChannelCopy
from syndication.models.correction import Correction, CorrectionItem
from syndication.models.custom_menu import CustomMenu
from syndication.models.edition import Edition
from syndication.models.follower_push import FollowerPush
from syndication.models.inbound import InboundEvent
from syndication.models.mass_send import MassSend, MassSendItem
from syndication.models.payload import Payload
from syndication.models.picture import StockedPicture, Upload
from syndication.models.plan import PagePlan
from syndication.models.release import Release
from syndication.models.route import Route
from syndication.models.tally import CallTally
from syndication.models.task import HumanTask

__all__ = [
    "Account",
    "Approval",
    "Attempt",
    "AutoReply",
    "CallTally",
    "ChannelCopy",
    "Correction",
    "CorrectionItem",
    "CustomMenu",
    "Edition",
    "FollowerPush",
    "HumanTask",
    "InboundEvent",
    "MassSend",
    "MassSendItem",
    "PagePlan",
    "Payload",
    "PublishedAddress",
    "Release",
    "Route",
    "StockedPicture",
    "Upload",
]
