from subsites.models.pages import SubsiteIndexPage, SubsitePage
from subsites.models.template import SubsiteTemplate, TemplateColumn
from subsites.models.unit import Part, Unit

__all__ = [
    "Part",
    "SubsiteIndexPage",
    "SubsitePage",
    "SubsiteTemplate",
    "TemplateColumn",
    "Unit",
]
