"""The table editor with a menu in the editor's language."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.contrib.table_block import blocks

# Handsontable knows the actions by these keys and has English names for them only.
MENU = {
    "row_above": {"name": _("Insert row above")},
    "row_below": {"name": _("Insert row below")},
    "after_rows": "---------",
    "col_left": {"name": _("Insert column left")},
    "col_right": {"name": _("Insert column right")},
    "after_columns": "---------",
    "remove_row": {"name": _("Remove row")},
    "remove_col": {"name": _("Remove column")},
    "after_removing": "---------",
    "undo": {"name": _("Undo")},
    "redo": {"name": _("Redo")},
}


class TableBlock(blocks.TableBlock):
    def get_table_options(self, table_options: dict | None = None) -> dict:
        return super().get_table_options({"contextMenu": {"items": MENU}, **(table_options or {})})

    def deconstruct(self) -> tuple[str, Any, Any]:
        """Migrations need not know of the menu."""
        _path, args, kwargs = super().deconstruct()
        return f"{blocks.__name__}.{blocks.TableBlock.__name__}", args, kwargs
