from syndication.models.account import Account
from syndication.models.approval import Approval
from syndication.models.attempt import Attempt
from syndication.models.copy import ChannelCopy
from syndication.models.correction import Correction, CorrectionItem
from syndication.models.edition import Edition
from syndication.models.inbound import InboundEvent
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
    "CallTally",
    "ChannelCopy",
    "Correction",
    "CorrectionItem",
    "Edition",
    "HumanTask",
    "InboundEvent",
    "PagePlan",
    "Payload",
    "Release",
    "Route",
    "StockedPicture",
    "Upload",
]
