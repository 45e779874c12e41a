"""The card of a unit without a site, as what is read about it elsewhere."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from home.frame import Frame
from home.linked_data import Node
from home.meta_tags import Tags

if TYPE_CHECKING:
    from subsites.models import SubsiteIndexPage, Unit


@dataclass(frozen=True, slots=True)
class AboutUnit:
    directory: "SubsiteIndexPage"
    unit: "Unit"

    @property
    def title(self) -> str:
        return self.unit.name

    @property
    def also_above(self) -> "list[SubsiteIndexPage]":
        """What stands between the directory's own trail and the card."""
        return [self.directory]

    @property
    def introduction(self) -> str:
        return self.unit.introduction

    @property
    def full_url(self) -> str:
        return f"{self.directory.full_url}{self.unit.slug}/"

    def meta_tags(self, frame: Frame) -> Tags:
        return self.directory.meta_tags(frame)

    def linked_data(self, frame: Frame) -> list[Node]:
        unit = self.unit
        return [
            {
                "@type": "GovernmentOrganization",
                "@id": self.full_url,
                "url": self.full_url,
                "name": unit.name,
                "description": unit.introduction,
                "address": unit.address,
                "telephone": unit.phone,
                "identifier": unit.credit_code,
            }
        ]
