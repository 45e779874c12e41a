from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from disclosure.basis.numerals import article_name
from disclosure.codes import decode
from disclosure.directory.narrowing import NEWEST, OLDEST
from disclosure.documents.header import organs_of
from disclosure.fields import label_of
from disclosure.public.linked import linked
from disclosure.public.linked_markup import with_statutes_linked

register = template.Library()
register.filter("field_label", label_of)
register.filter("linked", linked)
register.filter("with_statutes_linked", with_statutes_linked)
register.filter("article_name", article_name)
register.filter("decoded", decode)


@register.filter
def of_table(item, form) -> list[tuple[object, str]]:
    """Return what a table shows of an item, as (label, text)."""
    return [(form.label_of_column(name), getattr(item, name)) for name in form.table]


@register.filter
def what_happened(version) -> str:
    """Say in one sentence why a power is not in force here any more."""
    told = _("%(state)s, effective on %(day)s: %(reason)s") % {
        "state": version.get_cause_display(),
        "day": date_format(version.effective_on, "Y-m-d"),
        "reason": version.reason,
    }
    return f"{told}（{version.document}）" if version.document else told


@register.filter
def issued_by(document) -> str:
    """Name who issued a document, the leading organ first."""
    return "、".join(map(str, organs_of(document)))


@register.filter
def other_way_round(narrowing) -> str:
    """Return the query that turns the order of a directory."""
    return narrowing.query(sort=NEWEST if narrowing.sort else OLDEST)
