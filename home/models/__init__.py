from home.importing.models import ImportedFile
from home.models.article import ArticlePage
from home.models.base import PortalPage
from home.models.column import ColumnClass, ColumnPage
from home.models.home import HomePage
from home.models.listed import ListedArticle

__all__ = [
    "ArticlePage", "ColumnClass", "ColumnPage", "HomePage", "ImportedFile", "ListedArticle",
    "PortalPage",
]  # fmt: skip
