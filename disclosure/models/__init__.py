from disclosure.models.document_parts import (
    DeclaredChange,
    DocumentAttachment,
    InterpretationPlan,
    JointOrgan,
    Relation,
)
from disclosure.models.index_number import IndexNumber, IndexSeries
from disclosure.models.interpretation import Interpretation, ValidityRecord
from disclosure.models.notice import PowerNoticePage
from disclosure.models.organ import Organ
from disclosure.models.policy_document import PolicyDocumentPage
from disclosure.models.power import LocalHelp, PowerItem, PowerLink, PowerVersion
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
    "LocalHelp",
    "Organ",
    "PolicyDocumentPage",
    "PowerItem",
    "PowerLink",
    "PowerListIndexPage",
    "PowerListPage",
    "PowerNoticePage",
    "PowerVersion",
    "Proposal",
    "Relation",
    "Statute",
    "Topic",
    "ValidityRecord",
]
