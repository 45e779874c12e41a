"""A power's own page, which is no page of the tree, as what is read about it elsewhere."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from disclosure.causes import State
from disclosure.kinds import ListKind
from disclosure.public.linked_data import service_of
from home.frame import Frame
from home.linked_data import Node
from home.meta_tags import Tags, moment

if TYPE_CHECKING:
    from disclosure.models import PowerItem, PowerListPage


@dataclass(frozen=True, slots=True)
class AboutPower:
    power_list: "PowerListPage"
    item: "PowerItem"

    @property
    def title(self) -> str:
        return str(self.item)

    @property
    def full_url(self) -> str:
        return f"{self.power_list.full_url}{self.item.address}/"

    @property
    def also_above(self) -> "list[PowerListPage]":
        """What stands between the list's own trail and the power."""
        return [self.power_list]

    @property
    def description(self) -> str:
        """Whose power it is, of what kind, and its code."""
        said = (self.power_list.organ.name, self.item.kind, self.item.code)
        return " · ".join(filter(None, said))

    def linked_data(self, frame: Frame) -> list[Node]:
        """Return the service that the power is, as long as it is exercised here."""
        is_power = self.power_list.kind == ListKind.POWERS and self.item.state == State.IN_FORCE
        return [service_of(self, frame)] if is_power else []

    def meta_tags(self, frame: Frame) -> Tags:
        """Return the tags of a content page; it is dated by when it was last recorded."""
        newest = self.item.newest
        words = (self.title, self.item.kind, self.power_list.title)
        return {
            **self.power_list.meta_tags(frame),
            "ArticleTitle": self.title,
            "PubDate": moment(newest.recorded_at if newest else self.item.first_recorded_at),
            "ContentSource": self.power_list.organ.name,
            "Keywords": ",".join(dict.fromkeys(filter(None, words))),
            "Description": self.description,
            "Url": self.full_url,
        }
