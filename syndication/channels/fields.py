"""What of an edition means something to a channel, and how much of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from story import Story
from syndication.channels.dialogues import dialogues_of


@dataclass(frozen=True, slots=True)
class FieldRule:
    """A field an editor may fill in: `usual` is what goes out if they do not.

    `limit` is the platform's, in its own counting: `measure` counts, and `counting` names the
    way so that the editor's script can count alike ("characters" or "weibo"); 0 is no limit.
    """

    usual: str = ""
    limit: int = 0
    measure: Callable[[str], int] = len
    counting: str = "characters"

    def __call__(self, text: str) -> None:
        length = self.measure(text.strip())
        if length > self.limit:
            raise ValidationError(
                _("It counts %(length)s; the platform takes %(limit)s."),
                params={"length": length, "limit": self.limit},
            )

    @property
    def attributes(self) -> dict[str, str]:
        """HTML attributes for the editor's script."""
        if not self.limit:
            return {}
        return {"data-limit": str(self.limit), "data-counting": self.counting}


def dialogue_field(story: Story) -> Mapping[str, FieldRule]:
    """Return the field in which dialogues are chosen, for a story that has some to choose from."""
    return {"dialogues": FieldRule()} if len(dialogues_of(story)) > 1 else {}
