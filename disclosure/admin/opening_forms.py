"""The form of pages whose title is prescribed."""

from typing import Any

from home.forms import PortalPageForm


class TitledForm(PortalPageForm):
    """Begins with the title that the rules name; the page's class has it as `usual_title`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "title" in self.fields and not self.instance.title:
            self.initial["title"] = self.instance.usual_title
