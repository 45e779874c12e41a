from home.importing.models import ImportedFile
from home.models.article import ArticlePage
from home.models.base import PortalPage
from home.models.column import ColumnClass, ColumnPage
from home.models.grey_days import GreyDays
from home.models.home import HomePage
from home.models.listed import ListedArticle

__all__ = [
    "ArticlePage", "ColumnClass", "ColumnPage", "GreyDays", "HomePage", "ImportedFile",
    "ListedArticle", "PortalPage",
]  # fmt: skip
