from disclosure.models.organ import Organ
from disclosure.models.power import PowerItem, PowerVersion
from disclosure.models.power_list import PowerListIndexPage, PowerListPage
from disclosure.models.proposal import ImportBatch, Proposal

__all__ = [
    "ImportBatch",
    "Organ",
    "PowerItem",
    "PowerListIndexPage",
    "PowerListPage",
    "PowerVersion",
    "Proposal",
]
