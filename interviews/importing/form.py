"""What somebody brings: a file or pasted text, read when the form is cleaned."""

import hashlib
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interviews.importing.fitting import fitted
from interviews.importing.matching import participants
from interviews.models import Sitting
from interviews.reading import Reading, Unreadable, read, read_text
from interviews.reading.files import ENDINGS


class TranscriptForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy(
            "A Word document (.docx), text (.txt), subtitles (.srt, .vtt) or a web page (.html)."
        ),
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
    )
    text = forms.CharField(
        label=gettext_lazy("or the text itself"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    reading: Reading | None = None
    digest = ""

    def __init__(self, *args: Any, sitting: Sitting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sitting = sitting

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        file, text = cleaned.get("file"), cleaned.get("text") or ""
        if self.errors:
            return cleaned
        if not file and not text.strip():
            raise ValidationError(_("Choose a file or paste the text."))
        data = file.read() if file else text.encode()
        self.digest = hashlib.sha256(data).hexdigest()
        known = participants(self.sitting, self.digest)
        try:
            read_now = read(file.name, data, known) if file else read_text(text, known)
            self.reading = fitted(read_now)
        except Unreadable as error:
            self.add_error(
                "file" if file else "text", _("Not imported: %(reason)s.") % {"reason": error}
            )
        return cleaned
