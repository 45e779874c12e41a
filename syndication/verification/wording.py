"""The sentences for people. JSON answers carry them too, beside their codes."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from syndication.verification.answers import Answer, Reason, Verdict

HEADINGS: dict[Verdict, Promise] = {
    Verdict.CURRENT: _("Official and current"),
    Verdict.CORRECTED: _("Official, corrected since"),
    Verdict.WITHDRAWN: _("Official once, withdrawn since"),
    Verdict.ACCOUNT: _("An official account"),
    Verdict.NOT_OURS: _("Not published by us"),
}
UNDECIDED = _("Cannot be told from this link")
NOT_IN_USE = _("Our account, not in use now")

SENTENCES: dict[Reason, Promise] = {
    Reason.AS_PUBLISHED: _(
        "It was published by our official account and agrees with what the portal says now."
    ),
    Reason.NOTICE: _("It is a correction that our official account published."),
    Reason.OWN_PAGE: _("It is a page of this portal."),
    Reason.REPLACED: _(
        "What stood at this address was deleted and published again. Go by the new version."
    ),
    Reason.OUTDATED: _(
        "It was published by our official account, and the portal's text has been changed "
        "since. Go by the text on the portal."
    ),
    Reason.EDITED_THERE: _(
        "It was published by our official account, but what stands there now differs from what "
        "was published. Go by the text on the portal."
    ),
    Reason.BEING_CHECKED: _(
        "It was published by our official account. Whether it still stands there is being "
        "checked; go by the text on the portal."
    ),
    Reason.TAKEN_BACK: _("We published it and have withdrawn it. Do not rely on it any more."),
    Reason.BEING_REMOVED: _(
        "We published it and have withdrawn it; it is being removed from the platform. Do not "
        "rely on it any more."
    ),
    Reason.GONE_THERE: _("We published it. It is not to be found on the platform any more."),
    Reason.ONLY_THERE: _(
        "It was taken back from this account only. The text on the portal still holds."
    ),
    Reason.PAGE_TAKEN_BACK: _(
        "This page of the portal has been withdrawn. Do not rely on it any more."
    ),
    Reason.IN_USE: _(
        "This account is run by us. To verify something it has published, paste that link."
    ),
    Reason.NOT_IN_USE: _("This account is run by us, but nothing is published there at present."),
    Reason.UNKNOWN: _("None of our official accounts has published what this link leads to."),
    Reason.NAMES_OUR_ACCOUNT: _(
        "The link names our official account, but the post was not published through this "
        "portal. It may have been written on the platform itself, or belong to somebody else: "
        "look who is named as its author there."
    ),
    Reason.OTHER_ACCOUNT: _("This account is none of our official accounts."),
    Reason.DISGUISED: _(
        "This link is written so that it seems to lead elsewhere than it does. Do not open it."
    ),
    Reason.NO_SUCH_PAGE: _(
        "The address is one of this portal, but there is no such page. It may be an attachment, "
        "have been withdrawn long ago, or be misspelt."
    ),
    Reason.OTHER_FORM: _(
        "Articles have two forms of links, and ours are known in the other form only. Open the "
        "article, copy its link from the menu in the upper corner, and paste that one; or see "
        "whether “read the original” below the article leads to this portal."
    ),
    Reason.UNREADABLE: _(
        "Only the platform knows where this link leads. Open it there and paste the full "
        "address of the article or post."
    ),
    Reason.CUT_OFF: _("The text was too long and the link was cut off. Paste only the link."),
}


def heading(answer: Answer) -> Promise:
    """Return the answer in a few words."""
    if answer.is_undecided:
        return UNDECIDED
    if answer.reason == Reason.NOT_IN_USE:
        return NOT_IN_USE
    return HEADINGS[answer.verdict]


def sentence(answer: Answer) -> Promise:
    """Return what the answer means, in a sentence or two."""
    return SENTENCES[answer.reason]
