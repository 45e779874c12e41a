"""What can befall a call to any platform, in the words of those who have to act on it."""

from django.utils.translation import gettext_lazy as _

COMMON = {
    "unreachable": _("The platform cannot be reached. It is tried again by itself."),
    "no_answer": _("No answer came; it may have been done. It is being checked."),
    "bad_answer": _("The answer could not be read; it may have been done. It is being checked."),
    "interrupted": _("The delivery was interrupted. It is being checked."),
    "internal": _("A mistake of this system's own. Please tell its operator."),
    "picture_unusable": _("A picture cannot be read: %(text)s. Replace it and publish again."),
    "token_busy": _("The access token is being fetched."),
    "removed_by_hand": _("It was removed on the platform by a person."),
}
