from disclosure.models.document_parts import (
    DeclaredChange,
    DocumentAttachment,
    InterpretationPlan,
    JointOrgan,
    Relation,
)
from disclosure.models.index_number import IndexNumber, IndexSeries
from disclosure.models.interpretation import Interpretation, ValidityRecord
from disclosure.models.organ import Organ
from disclosure.models.policy_document import PolicyDocumentPage
from disclosure.models.power import PowerItem, PowerVersion
from disclosure.models.power_list import PowerListIndexPage, PowerListPage
from disclosure.models.proposal import ImportBatch, Proposal
from disclosure.models.statute import BasisLink, Statute
from disclosure.models.topic import Topic

__all__ = [
    "BasisLink",
    "DeclaredChange",
    "DocumentAttachment",
    "ImportBatch",
    "IndexNumber",
    "IndexSeries",
    "Interpretation",
    "InterpretationPlan",
    "JointOrgan",
    "Organ",
    "PolicyDocumentPage",
    "PowerItem",
    "PowerListIndexPage",
    "PowerListPage",
    "PowerVersion",
    "Proposal",
    "Relation",
    "Statute",
    "Topic",
    "ValidityRecord",
]
