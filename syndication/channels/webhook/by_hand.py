"""What a person arranges with a partner."""

from django.utils.translation import gettext_lazy as _

_CALL = _("Call whoever runs the partner's system; the account's form names them.")

STEPS = {
    "find": (_CALL, _("Ask whether the item with this page's address is there.")),
    "delete": (_CALL, _("Have the item removed, and look at its address afterwards.")),
    "change": (_CALL, _("Have the item made as the page is, and look at its address afterwards.")),
}
