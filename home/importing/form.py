"""The form a file is brought with."""

from typing import Any

from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminPageChooser

from home.importing.draft import Unreadable
from home.importing.models import ImportedFile
from home.importing.reading import MAX_BYTES, Reading, read
from home.importing.storing import store
from home.models import ArticlePage, ColumnPage


class ImportForm(forms.Form):
    """Reads the file when it is cleaned, so that what is wrong with it is said beside it."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("A Word document (.docx), a saved web page (.html) or a text file (.txt)."),
        widget=forms.FileInput(attrs={"accept": ".docx,.html,.htm,.txt"}),
    )
    column = forms.ModelChoiceField(
        label=_("Column"),
        queryset=ColumnPage.objects.all(),
        widget=AdminPageChooser(target_models=[ColumnPage], user_perms="add_subpage"),
        error_messages={"invalid_choice": _("There is no such column.")},
    )
    normalise = forms.BooleanField(
        label=_("Tidy the text"),
        required=False,
        help_text=_("Strips readings such as 发(fā) and turns traditional characters simplified."),
    )

    reading: Reading | None = None

    def __init__(self, *args: Any, user: AbstractBaseUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_column(self) -> ColumnPage:
        column = self.cleaned_data["column"]
        if not column.permissions_for_user(self.user).can_add_subpage():
            raise ValidationError(_("You may not add articles to this column."))
        return column

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        file: UploadedFile | None = cleaned.get("file")
        if file is None:
            return cleaned
        try:
            self.reading = self._read(file)
        except Unreadable as error:
            self.add_error("file", _("Not imported: %(reason)s.") % {"reason": error})
        column = cleaned.get("column")
        earlier = ImportedFile.objects.filter(column=column, name=file.name).first()
        if column and earlier:
            # Two departments' 通知.docx must not become each other.
            self.add_error(
                "file",
                _(
                    "A file of this name has become the article “%(title)s” already. "
                    "Edit that, or give the file another name."
                )
                % {"title": earlier.article.title},
            )
        return cleaned

    def _read(self, file: UploadedFile) -> Reading:
        if file.size > MAX_BYTES:
            raise Unreadable(_("it has more than %(most)d MB") % {"most": MAX_BYTES // 1024**2})
        return read(file.name, file.read(), normalise=self.cleaned_data["normalise"])

    def save(self) -> ArticlePage | None:
        """Store the article as a draft; None, with an error, if it cannot be one."""
        try:
            article, _done = store(
                self.reading.draft,
                self.cleaned_data["column"],
                self.cleaned_data["file"].name,
                self.reading.digest,
                publish=False,
                user=self.user,
            )
        except Unreadable as error:
            self.add_error("file", _("Not imported: %(reason)s.") % {"reason": error})
            return None
        return article
