"""解读形式: the forms in which a document is explained."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Form(models.TextChoices):
    TEXT = "text", _("interpretation in words")
    CHART = "chart", _("interpretation in a chart")
    VIDEO = "video", _("interpretation in a video")
    QUESTIONS = "questions", _("questions and answers")
    EXPERT = "expert", _("interpretation by an expert")
    PRESS = "press", pgettext_lazy("form of interpretation", "press conference")
