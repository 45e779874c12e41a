"""公文种类, what a document is worth, and how it is made public."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Genre(models.TextChoices):
    """The fifteen kinds of 中办发〔2012〕14号 §8 (党政机关公文处理工作条例), then others seen."""

    RESOLUTION = "resolution", _("resolution")
    DECISION = "decision", pgettext_lazy("kind of document", "decision")
    ORDER = "order", _("order of a government")
    COMMUNIQUE = "communique", _("communiqué")
    PROCLAMATION = "proclamation", _("proclamation")
    PUBLIC_NOTICE = "public_notice", _("public notice")
    OPINION = "opinion", _("opinions")
    NOTICE = "notice", pgettext_lazy("kind of document", "notice")
    CIRCULAR = "circular", _("circular")
    REPORT = "report", pgettext_lazy("kind of document", "report")
    REQUEST = "request", _("request for instructions")
    REPLY = "reply", pgettext_lazy("kind of document", "reply")
    BILL = "bill", _("bill")
    LETTER = "letter", _("official letter")
    MINUTES = "minutes", _("minutes")
    MEASURES = "measures", _("measures")
    RULES = "rules", _("rules")
    DETAILED_RULES = "detailed_rules", _("detailed rules")
    SCHEME = "scheme", _("scheme of work")
    PLAN = "plan", pgettext_lazy("kind of document", "plan")
    OTHER = "other", pgettext_lazy("kind of document", "other")


class Rank(models.TextChoices):
    """What the yearly report counts apart (国办公开办函〔2021〕30号, table II)."""

    REGULATION = "regulation", _("government regulation")
    NORMATIVE = "normative", _("administrative normative document")
    ORDINARY = "ordinary", _("other document")


class Openness(models.TextChoices):
    """公开方式 (政府信息公开条例 art. 13)."""

    PROACTIVE = "proactive", _("made public proactively")
    ON_REQUEST = "on_request", _("made public on request")
