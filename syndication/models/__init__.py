from syndication.models.account import Account
from syndication.models.attempt import Attempt
from syndication.models.copy import ChannelCopy
from syndication.models.inbound import InboundEvent
from syndication.models.payload import Payload
from syndication.models.picture import StockedPicture, Upload
from syndication.models.plan import PagePlan
from syndication.models.route import Route
from syndication.models.task import HumanTask

__all__ = [
    "Account",
    "Attempt",
    "ChannelCopy",
    "HumanTask",
    "InboundEvent",
    "PagePlan",
    "Payload",
    "Route",
    "StockedPicture",
    "Upload",
]
