from lifecycle.models.change import Change, ChangeKind, EarlierFile, EarlierVersion
from lifecycle.models.publication import FirstPublication, RefusedDate, Way
from lifecycle.models.verification import Verification
from lifecycle.models.withdrawal import Cause, Meaning, PublicAddress, Withdrawal

__all__ = [
    "Cause",
    "Change",
    "ChangeKind",
    "EarlierFile",
    "EarlierVersion",
    "FirstPublication",
    "Meaning",
    "PublicAddress",
    "RefusedDate",
    "Verification",
    "Way",
    "Withdrawal",
]
