from disclosure.models.annual_report import (
    AnnualReportPage,
    AnnualReportsPage,
    ReportAttachment,
    Reporter,
)
from disclosure.models.document_directory import DocumentDirectoryPage
from disclosure.models.document_parts import (
    DeclaredChange,
    DocumentAttachment,
    InterpretationPlan,
    JointOrgan,
    Relation,
)
from disclosure.models.index_number import IndexNumber, IndexSeries
from disclosure.models.interpretation import Interpretation, ValidityRecord
from disclosure.models.mandatory_content import MandatoryContentPage, MandatoryEntry
from disclosure.models.notice import PowerNoticePage
from disclosure.models.open_government import (
    DisclosureGuidePage,
    DisclosureRequestPage,
    DisclosureRule,
    DisclosureRulesPage,
    OpenGovernmentPage,
)
from disclosure.models.organ import Organ
from disclosure.models.policy_document import PolicyDocumentPage
from disclosure.models.power import LocalHelp, PowerItem, PowerLink, PowerVersion
from disclosure.models.power_list import PowerListIndexPage, PowerListPage
from disclosure.models.proposal import ImportBatch, Proposal
from disclosure.models.statute import BasisLink, PageBasis, Statute
from disclosure.models.topic import Topic

__all__ = [
    "AnnualReportPage",
    "AnnualReportsPage",
    "BasisLink",
    "DeclaredChange",
    "DisclosureGuidePage",
    "DisclosureRequestPage",
    "DisclosureRule",
    "DisclosureRulesPage",
    "DocumentAttachment",
    "DocumentDirectoryPage",
    "ImportBatch",
    "IndexNumber",
    "IndexSeries",
    "Interpretation",
    "InterpretationPlan",
    "JointOrgan",
    "LocalHelp",
    "MandatoryContentPage",
    "MandatoryEntry",
    "OpenGovernmentPage",
    "Organ",
    "PageBasis",
    "PolicyDocumentPage",
    "PowerItem",
    "PowerLink",
    "PowerListIndexPage",
    "PowerListPage",
    "PowerNoticePage",
    "PowerVersion",
    "Proposal",
    "Relation",
    "ReportAttachment",
    "Reporter",
    "Statute",
    "Topic",
    "ValidityRecord",
]
