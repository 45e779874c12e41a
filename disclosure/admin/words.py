"""What was understood of a workbook, in the words of whoever typed it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from disclosure.fields import label_of

UNREADABLE = {
    "not_a_workbook": _("This is no workbook. Save the list as .xlsx or .xls and try again."),
    "markup": _(
        "This is a web page or XML that is only called .xls. Open it and save it as .xlsx."
    ),
    "text": _("Text files such as CSV are not read. Open the file and save it as .xlsx."),
    "broken": _("The file is damaged or only half there. Open it, save it again and try again."),
    "encrypted": _("The file is protected by a password. Save it without one and try again."),
    "macros": _("The file holds macros. Save it as an .xlsx without them and try again."),
    "too_large": _("The file is too large: at most 30 MB."),
    "too_much": _("The file claims more cells than any list has. Delete empty rows and columns."),
}
PROBLEMS = {
    "no_list": _("No list was found: there has to be a row of headings with 事项名称 among them."),
    "sheet_without_list": _("No list was found on this sheet; it is left out."),
    "sheet_empty": _("This sheet is empty."),
    "sheet_hidden": _("This sheet is hidden and was not read. Show it if it belongs to the list."),
    "headings_again": _("The headings are there again; they are no power."),
    "section": _("A line above powers, which says what they are: %(text)s"),
    "outside": _("This stands outside of every form and was not taken: %(text)s"),
    "heading_unknown": _("The column “%(heading)s” is not known; it is kept under its heading."),
    "heading_missing": _("This column has no heading; what stands in it is kept as a remark."),
    "heading_repeated": _("The column “%(field)s” is there twice; the second fills gaps."),
    "remark": _("A remark below the list, not a power: %(text)s"),
    "hidden_text": _("Hidden under merged cells and not taken: %(text)s"),
    "continued": _("The row goes on with the power above; its text was joined to that."),
    "same_power_other_body": _("The same power, exercised by another body: taken apart."),
    "name_missing": _("The row has no name of a power."),
    "formula_fault": _("The formula gives an error: %(text)s"),
    "formula_not_worked_out": _("The formula has no result. Open the file, save it and try again."),
    "code_blurred": _("The code is too long for a number; its last digits are wrong."),
    "code_is_a_number": _("The code is kept as a number; zeros before it may be lost: %(text)s"),
    "code_twice": _("Row %(row)s has the same code; both powers are taken."),
    "power_twice": _("Row %(row)s holds the same power; both are taken."),
}  # fmt: skip


def unreadable(code: str) -> str:
    return str(UNREADABLE[code])


def told(problem: Mapping[str, Any]) -> str:
    """Return the sentence for a problem as a report keeps it."""
    values = dict(problem["values"])
    if "heading" in values:
        values["field"] = label_of(values["heading"])
    return str(PROBLEMS[problem["code"]]) % values
