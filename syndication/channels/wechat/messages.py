"""What WeChat's answers mean, in the words of those who have to act on them."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from syndication.channels.messages import COMMON, filled

MESSAGES = {
    **COMMON,
    "title_empty": gettext_lazy("The title is empty. Fill it in."),
    "title_long": gettext_lazy(
        "The title has %(length)s characters; WeChat takes %(limit)s. Fill in the short title."
    ),
    "body_empty": gettext_lazy(
        "The article shows no text and no picture. Write one, or leave this account out for this "
        "page."
    ),
    "body_long": gettext_lazy(
        "The text has %(length)s characters; WeChat takes fewer than %(limit)s. "
        "Shorten it, or leave this account out for this page."
    ),
    "body_bytes": gettext_lazy(
        "Laid out, the text has %(length)s bytes; WeChat takes fewer than %(limit)s. Shorten it, "
        "or leave this account out for this page."
    ),
    "address_long": gettext_lazy(
        "The page's address is longer than the %(limit)s bytes that WeChat takes. Shorten the "
        "page's slug."
    ),
    "author_long": gettext_lazy(
        "The author's name has %(length)s characters; WeChat takes %(limit)s. Shorten it."
    ),
    "digest_long": gettext_lazy(
        "The digest has %(length)s characters; WeChat takes %(limit)s. Shorten it."
    ),
    "address_bad": gettext_lazy(
        "WeChat does not take the page's address for the original: %(what)s. "
        "An administrator must correct the address of the site."
    ),
    "picture_type": gettext_lazy(
        "WeChat takes JPEG and PNG pictures only, and this is none: %(what)s. Replace it."
    ),
    "picture_large": gettext_lazy(
        "The picture has %(length)s bytes; WeChat takes %(limit)s. Make it smaller."
    ),
    "script": gettext_lazy(
        "Scripts will be removed (%(count)s); of some accounts the whole article is refused. "
        "Take them out."
    ),
    "handler": gettext_lazy(
        "Event handlers will be removed (%(what)s); of some accounts the whole article is "
        "refused. Take them out."
    ),
    "link_script": gettext_lazy(
        "Links that run a script will lose it and keep their words only (%(what)s); of some "
        "accounts the whole article is refused. Make them plain words."
    ),
    "media": gettext_lazy(
        "Embedded video, audio, frames and the like will be removed (%(count)s: %(what)s); of "
        "some accounts the whole article is refused. Describe them in words and point to the "
        "original page."
    ),
    "form": gettext_lazy(
        "Form fields will be removed with all that is in them (%(count)s: %(what)s); of some "
        "accounts the whole article is refused. Move what readers need out of the form."
    ),
    "style_block": gettext_lazy(
        "Style sheets will be removed (%(count)s); of some accounts the whole article is "
        "refused. Write styles on the elements themselves."
    ),
    "head_element": gettext_lazy(
        "Elements that belong to a web page's head will be removed (%(count)s: %(what)s); of "
        "some accounts the whole article is refused. Take them out; move words for readers into "
        "the text."
    ),
    "anchor": gettext_lazy(
        "Marks to jump to within the page will be removed (%(what)s). Guide readers in words, "
        "such as “see part 3”."
    ),
    "class_name": gettext_lazy(
        "Style classes stay and have no effect (%(what)s). Write styles on the elements themselves."
    ),
    "style_position": gettext_lazy(
        "Positions and layers will be removed (%(what)s): things return to the flow of the "
        "text. See whether it can still be read."
    ),
    "style_variable": gettext_lazy(
        "Styles with CSS variables will be lost (%(what)s). Write the values themselves."
    ),
    "style_active": gettext_lazy(
        "Styles that run code or fetch other styles will be removed (%(what)s). Use plain ones."
    ),
    "style_picture": gettext_lazy(
        "Background pictures will be lost (%(what)s). Insert what readers need as a picture."
    ),
    "style_code": gettext_lazy(
        "Styles of code will be removed (%(what)s). Put them on pre or span."
    ),
    "style_unstable": gettext_lazy(
        "Flexible layout, transformations, filters and animations are not reliable on WeChat "
        "(%(what)s); things may be displaced. Use plain paragraphs and tables."
    ),
    "picture_foreign": gettext_lazy(
        "Pictures from elsewhere will be removed (%(count)s: %(what)s). Upload them to the image "
        "library and insert them from there."
    ),
    "picture_inline": gettext_lazy(
        "Pictures written into the code will be removed (%(count)s). Upload them to the image "
        "library and insert them from there."
    ),
    "picture_empty": gettext_lazy(
        "Pictures without an address will be removed (%(count)s). Insert them anew or take "
        "them out."
    ),
    "picture_variant": gettext_lazy(
        "Further addresses of pictures will be removed (%(what)s); the main picture stays."
    ),
    "picture_size": gettext_lazy(
        "Width and height given as attributes may have no effect (%(what)s). Give the width as "
        "a style."
    ),
    "link_foreign": gettext_lazy(
        "Links to other sites will keep their words only (%(count)s: %(what)s). Write the "
        "addresses out for readers to copy, or point to the original page."
    ),
    "link_fragment": gettext_lazy(
        "Links within the page will keep their words only (%(count)s: %(what)s). Guide readers "
        "in words."
    ),
    "link_other": gettext_lazy(
        "Links that are no web addresses will keep their words only (%(count)s: %(what)s). "
        "Write the mail address or number out."
    ),
    "link_empty": gettext_lazy(
        "Links without an address will keep their words only (%(count)s: %(what)s). Give them "
        "one or make them plain words."
    ),
    "reference": gettext_lazy(
        "Addresses on things that are no links will be removed (%(what)s), and what they refer "
        "to will be missing. Check the drawings."
    ),
    "svg_motion": gettext_lazy(
        "Movement in drawings will be removed (%(count)s). See whether the drawing can be "
        "understood without it."
    ),
    "svg_foreign": gettext_lazy(
        "Web content within drawings will be removed (%(what)s). Move the words out of the drawing."
    ),
    "list_nested": gettext_lazy(
        "Lists within lists come out wrong (%(what)s). Make them one list or plain paragraphs."
    ),
    "list_marks": gettext_lazy(
        "Lists may show empty lines or double marks (%(what)s). Paragraphs that begin with a "
        "number are safer."
    ),
    "table_width": gettext_lazy(
        "A wide table is squeezed on phones (%(what)s). Give it a fixed layout "
        "(table-layout:fixed) or fewer columns."
    ),
    "div_style": gettext_lazy(
        "Once somebody opens the draft in WeChat's editor, styles of div are lost (%(what)s). "
        "Use section or p."
    ),
    "comment": gettext_lazy(
        "Comments in the code will be removed (%(count)s); readers see no difference."
    ),
    "45002": gettext_lazy("WeChat finds the text too long."),
    "45003": gettext_lazy(
        "WeChat finds the title too long (32 characters at most). Fill in the short title."
    ),
    "45004": gettext_lazy("WeChat finds the digest too long."),
    "45110": gettext_lazy("WeChat finds the author's name too long (16 characters at most)."),
    "45166": gettext_lazy("WeChat does not accept something in the text."),
    "41039": gettext_lazy("WeChat does not accept the page's address as the original."),
    "40005": gettext_lazy("WeChat does not accept the type of a picture."),
    "40009": gettext_lazy("A picture is too large for WeChat."),
    "40113": gettext_lazy("WeChat cannot read a picture."),
    "40137": gettext_lazy("WeChat cannot read a picture."),
    "40007": gettext_lazy("WeChat does not know the cover or draft any more."),
    "53503": gettext_lazy("The draft did not pass WeChat's check before publication."),
    "87014": gettext_lazy("WeChat finds the content unlawful."),
    "44003": gettext_lazy("The article is empty."),
    "40013": gettext_lazy("WeChat does not know the app id. An administrator must correct it."),
    "40125": gettext_lazy("The app secret is wrong. An administrator must enter it anew."),
    "40164": gettext_lazy(
        "This server's address is not on the account's IP whitelist. "
        "An administrator must add it in the WeChat console."
    ),
    "41004": gettext_lazy(
        "There is no app secret, or it cannot be read with the present encryption key. "
        "An administrator must enter it anew."
    ),
    "40243": gettext_lazy("The app secret is frozen. An administrator must thaw it."),
    "48001": gettext_lazy(
        "The account may not use this interface. Publishing needs a verified account."
    ),
    "48004": gettext_lazy("WeChat has banned the interface for violations."),
    "50002": gettext_lazy("The account is restricted by WeChat."),
    "50004": gettext_lazy("The account may not fetch tokens."),
    "50007": gettext_lazy("The account is frozen."),
    "45009": gettext_lazy("Today's quota of this call is used up; it goes on after midnight."),
    "45011": gettext_lazy("Too many calls in a minute; it goes on shortly."),
    "-1": gettext_lazy("WeChat is busy."),
    **dict.fromkeys(
        ["40001", "40014", "42001"],
        gettext_lazy("WeChat rejects the access token; it goes on with a new one."),
    ),
    "43004": gettext_lazy("This person does not follow the account, or the WeChat id is wrong."),
    "45028": gettext_lazy(
        "The account has used up its mass sends; those from the console count too. Sign it again "
        "when there are new ones."
    ),
    "45062": gettext_lazy(
        "WeChat takes an article for advertising; such messages are sent from its console only."
    ),
    "45066": gettext_lazy(
        "WeChat wants a minute between two questions; it is asked again shortly."
    ),
    "48021": gettext_lazy(
        "The draft was last saved by WeChat itself and cannot be sent. Show it to reviewers again: "
        "that makes a new one."
    ),
    "qualification_verify_fail": gettext_lazy(
        "WeChat refuses the account's qualification: %(text)s. Apply again in its console."
    ),
    "naming_verify_fail": gettext_lazy(
        "WeChat refuses the account's name: %(text)s. Apply again in its console."
    ),
    "verify_expired": gettext_lazy(
        "The account's verification is over, and with it the right to publish. Renew it in "
        "WeChat's console."
    ),
    "mass_not_allowed": gettext_lazy(
        "The account may not mass send: WeChat gives this right to verified accounts."
    ),
    "mass_fail": gettext_lazy("WeChat could not send it and does not say why."),
    "mass_10001": gettext_lazy("WeChat's review stopped it: advertising."),
    "mass_20001": gettext_lazy("WeChat's review stopped it: politics."),
    "mass_20002": gettext_lazy("WeChat's review stopped it: pornography."),
    "mass_20004": gettext_lazy("WeChat's review stopped it: social matters."),
    "mass_20006": gettext_lazy("WeChat's review stopped it: crime."),
    "mass_20008": gettext_lazy("WeChat's review stopped it: fraud."),
    "mass_20013": gettext_lazy("WeChat's review stopped it: copyright."),
    "mass_21000": gettext_lazy("WeChat's review stopped it: another reason."),
    "mass_22000": gettext_lazy("WeChat's review stopped it: accounts promoting each other."),
    "mass_30001": gettext_lazy("WeChat's check for originality failed. Assemble it anew."),
    "mass_30002": gettext_lazy("WeChat takes an article for a reprint that may not be sent."),
    "mass_30003": gettext_lazy(
        "WeChat takes an article for a reprint, and it was signed to stop then. Assemble it anew "
        "and sign that it may go on, or take the article out."
    ),
    "publish_status_2": gettext_lazy("WeChat did not accept the declaration of originality."),
    "publish_status_3": gettext_lazy("WeChat could not publish the draft."),
    "publish_status_4": gettext_lazy("WeChat's review turned the article down."),
    "publish_status_5": gettext_lazy("The article was deleted on WeChat by a person."),
    "publish_status_6": gettext_lazy("The article was blocked by WeChat."),
}


def explain(code: str, values: Mapping[str, Any]) -> str:
    """Return the sentence for a code; empty if there is none."""
    message = MESSAGES.get(code)
    if message is None and code.startswith("mass_"):
        message = _("WeChat stopped it for a reason that it does not document: %(text)s.")
    if message is None:
        return ""
    text = filled(str(message), values)
    if code == "40164":
        address = re.search(r"\d+\.\d+\.\d+\.\d+", str(values.get("text", "")))
        if address:
            text = _("%(sentence)s Address: %(address)s") % {
                "sentence": text,
                "address": address.group(),
            }
    return text
