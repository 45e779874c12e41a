"""What Weibo's answers mean, in the words of those who have to act on them."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from syndication.channels.messages import COMMON, filled

_AUTHORISE = _("The authorisation has ended. An administrator must connect the account anew.")
_TOO_FAST = _("Weibo asks for a pause; it goes on by itself.")

MESSAGES = {
    **COMMON,
    "text_long": _("The post counts %(length)s characters; Weibo takes %(limit)s. Shorten it."),
    "text_empty": _("The post is empty. Fill in its text."),
    "text_near_limit": _(
        "The post counts %(length)s characters. Weibo sometimes counts more than it says; up to "
        "%(limit)s is safe. Shorten it."
    ),
    "link_missing": _(
        "The post has no web address, and Weibo refuses such posts. End it with the page's "
        "address, beginning with https://."
    ),
    "topic": _(
        "Topics will be removed with their words (%(count)s: %(what)s). Write the words without #."
    ),
    "link_short": _(
        "Addresses will be replaced by short ones of t.cn (%(count)s: %(what)s); they lead to "
        "the same pages."
    ),
    "link_end": _(
        "What directly follows an address may be taken for a part of it (%(what)s). Put a space "
        "behind the address."
    ),
    "invisible": _("Invisible characters may be lost (%(count)s: %(what)s). Take them out."),
    "entity": _(
        "Codes of characters are shown as they are (%(what)s). Write the characters themselves."
    ),
    "picture_type": _(
        "Weibo takes JPEG, PNG and GIF pictures only, and this is none: %(what)s. Replace it."
    ),
    "picture_large": _(
        "The picture has %(length)s bytes; Weibo takes fewer than %(limit)s. Make it smaller."
    ),
    "headline_title_long": _(
        "The title has %(length)s characters; a headline article takes %(limit)s. "
        "Fill in the short title."
    ),
    "headline_title_empty": _("The title is empty. Fill it in."),
    "headline_body_long": _(
        "The text is too long for a headline article. Shorten it, or let it go out as a post."
    ),
    "headline_body_empty": _(
        "The headline article has no text. Write some, or let it go out as a post."
    ),
    "headline_text_long": _(
        "The post has %(length)s characters; with an article %(limit)s. Shorten it."
    ),
    "headline_no_cover": _("A headline article needs a cover picture. Choose one."),
    "headline_no_right": _(
        "Weibo does not let this account publish headline articles. An administrator takes the "
        "right back in the account's form, or asks Weibo's contact for it."
    ),
    "headline_parameter": _("Weibo does not accept a part of the headline article: %(text)s"),
    "headline_not_bound": _(
        "The article and its post are both there but do not belong together. Bind them in "
        "Weibo's web editor: %(text)s"
    ),
    "headline_left": _(
        "The post is deleted. The headline article has a page of its own that only a person can "
        "remove, in Weibo's web editor: %(text)s"
    ),
    "11001": _("Weibo takes no more headline articles today; it goes on tomorrow."),
    "11002": _(
        "Weibo may have made the headline article without a post. Look for it in the web "
        "editor: %(text)s"
    ),
    "11003": _(
        "Weibo made the headline article and a post that do not belong together. Look for them: "
        "%(text)s"
    ),
    "no_safe_domain": _(
        "The portal's address is not a safe domain of the Weibo application. "
        "An administrator must bind it in the console."
    ),
    "other_account": _("The authorisation belongs to another Weibo account."),
    "bad_address": _("The API address of the account is not an address."),
    "20008": _("The post is empty."),
    "20012": _("Weibo finds the post too long."),
    "20013": _("Weibo finds the post too long."),
    "20005": _("Weibo does not accept the type of the picture."),
    "20006": _("The picture is too large for Weibo."),
    "20017": _("Weibo finds the post too similar to another one. Vary its words."),
    "20018": _("The post links to an address that Weibo forbids."),
    "20019": _("Weibo says that the same post is there already. It is being checked."),
    "20111": _("Weibo says that the same post is there already. It is being checked."),
    "20020": _("Weibo takes the post for advertising."),
    "20021": _("Weibo finds the content unlawful."),
    "21602": _("The post contains a forbidden word."),
    "10014": _("The application may not use this interface."),
    "10004": _("Weibo does not accept this server's address."),
    "20015": _("The account or application is banned. Ask the platform's contact."),
    "20031": _("Weibo asks for a verification code: somebody has to log in on weibo.com."),
    "10022": _TOO_FAST,
    "10023": _("The account's quota of calls is used up; it goes on by itself."),
    "10024": _TOO_FAST,
    "20016": _TOO_FAST,
    "20022": _("Weibo finds this server's traffic unusual; it waits some hours."),
    **dict.fromkeys(
        ["10006", "10013", "21301", "21314", "21315", "21316", "21317", "21319", "21327", "21332"],
        _AUTHORISE,
    ),
    "21321": _("The application is not audited yet and this account is not one of its testers."),
}


def explain(code: str, values: Mapping[str, Any]) -> str:
    """Return the sentence for a code; empty if there is none."""
    message = MESSAGES.get(code)
    if message is None:
        return ""
    return filled(str(message), values)
