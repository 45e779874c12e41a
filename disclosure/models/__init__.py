from disclosure.models.organ import Organ
from disclosure.models.power import PowerItem, PowerVersion
from disclosure.models.power_list import PowerListIndexPage, PowerListPage
from disclosure.models.proposal import ImportBatch, Proposal
from disclosure.models.statute import BasisLink, Statute

__all__ = [
    "BasisLink",
    "ImportBatch",
    "Organ",
    "PowerItem",
    "PowerListIndexPage",
    "PowerListPage",
    "PowerVersion",
    "Proposal",
    "Statute",
]
