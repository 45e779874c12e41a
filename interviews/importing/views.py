"""The screen of a transcript made elsewhere: bring it, look at it, write it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages as flash
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from interviews.access import CONDUCT, require
from interviews.console.pictures import collection_for
from interviews.console.screens import screen
from interviews.console.views import sitting_for
from interviews.importing.form import TranscriptForm
from interviews.importing.matching import Voice, key_of, moments, voices
from interviews.importing.writing import Report, write
from interviews.models import Sitting, Speaker
from interviews.reading import Doubt, Reading, Turn
from interviews.record.allowing import allow_turns
from interviews.refusals import NotAllowed, Refused
from interviews.states import State

NEW, LEAVE = "new", "leave"
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Row:
    """A turn as the preview shows it."""

    index: int
    turn: Turn
    said_at: datetime | None
    doubts: list[Doubt]
    is_left_out: bool


@never_cache
@require_http_methods(["GET", "POST"])
def transcript(request: HttpRequest, sitting_id: int) -> HttpResponse:
    sitting, _rights = sitting_for(request, sitting_id)
    require(request.user, CONDUCT, sitting)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = TranscriptForm(*sent, sitting=sitting)
    shown = {"sitting": sitting, "form": form, "refusal": _refusal(request, sitting)}
    if request.method == "POST" and form.is_valid():
        speakers = list(sitting.speakers.all())
        found = voices(form.reading, speakers)
        # What is decided about one file says nothing about another.
        is_same = request.POST.get("digest") == form.digest
        if "write" in request.POST and not shown["refusal"]:
            if is_same:
                shown |= _write(request, sitting, form, found, speakers)
            else:
                shown["trouble"] = _("The file is another one. Look at it first.")
            if "trouble" not in shown:
                if not shown["left"]:
                    return redirect("interview_console:console", sitting.pk)
                if request.get_preferred_type(["text/html", JSON]) == JSON:
                    return JsonResponse({name: shown[name] for name in ("written", "going_on")})
        decided = request.POST if is_same else QueryDict()
        shown |= _preview(sitting, form, found, speakers, decided, request.user)
    title = _("Import a transcript")
    return screen(request, "import", title, shown, sitting=sitting)


def _preview(
    sitting: Sitting,
    form: TranscriptForm,
    found: list[Voice],
    speakers: list[Speaker],
    decided: QueryDict,
    by: AbstractBaseUser,
) -> dict:
    reading = form.reading
    return {
        "reading": reading,
        "digest": form.digest,
        "voices": [
            (number, voice, _choice(decided, number, voice)) for number, voice in enumerate(found)
        ],
        "speakers": speakers,
        "rows": list(_rows(reading, sitting, decided)),
        "doubts": [*_about_pictures(reading, by), *reading.doubts_by_turn[None]],
        "doubtful": len({doubt.turn for doubt in reading.doubts if doubt.turn is not None}),
    }


def _about_pictures(reading: Reading, by: AbstractBaseUser) -> Iterator[str]:
    """Say if the pictures cannot go into the library, before the words go without them."""
    try:
        if any(turn.pictures for turn in reading.turns):
            collection_for(by)
    except NotAllowed as refusal:
        yield str(refusal)


def _rows(reading: Reading, sitting: Sitting, decided: QueryDict) -> Iterator[Row]:
    left_out = _left_out(decided)
    doubts = reading.doubts_by_turn
    for index, (turn, at) in enumerate(
        zip(reading.turns, moments(reading.turns, sitting.page.starts_at), strict=True)
    ):
        is_known = turn.clock is not None or turn.seconds is not None
        yield Row(index, turn, at if is_known else None, doubts.get(index, []), index in left_out)


def _choice(decided: QueryDict, number: int, voice: Voice) -> str:
    """Return whom a voice is given to: a speaker's number, "new", "leave", or nothing yet."""
    sent = decided.get(f"voice-{number}", "")
    if sent:
        return "" if sent == NEW and not voice.name else sent
    if voice.match:
        return str(voice.match.number)
    return NEW if voice.name else ""


def _left_out(decided: QueryDict) -> set[int]:
    return {_number(each, otherwise=-1) for each in decided.getlist("leave")}


def _number(sent: str, otherwise: int = 0) -> int:
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else otherwise


def _write(
    request: HttpRequest,
    sitting: Sitting,
    form: TranscriptForm,
    found: list[Voice],
    speakers: list[Speaker],
) -> dict:
    """Write the transcript as far as it goes at one time.

    Return how many turns of it are `written` and `left`, and what to tell: the `trouble` if there
    is one, or that it is `going_on`. `written` comes again with the next part of the work.
    """
    choices = {
        voice.key: _choice(request.POST, number, voice) for number, voice in enumerate(found)
    }
    by_number = {str(each.number): each for each in speakers}
    chosen = {key: by_number.get(choice) for key, choice in choices.items()}
    left_out = _left_out(request.POST) | {
        at for at, turn in enumerate(form.reading.turns) if choices[key_of(turn)] == LEAVE
    }
    spoken = {key_of(turn) for at, turn in enumerate(form.reading.turns) if at not in left_out}
    named = {voice.key: voice for voice in found if voice.key in spoken}
    if any(not voice.name and chosen[key] is None for key, voice in named.items()):
        return {"trouble": _("Choose a speaker for the turns without one.")}
    try:
        report = write(sitting, form.reading, form.digest, chosen, named, left_out, request.user)
    except (Refused, NotAllowed) as refusal:
        why = refusal.reasons if isinstance(refusal, Refused) else str(refusal)
        told = _("Stopped: %(reason)s What was written stays; import it again to go on.")
        return {"trouble": told % {"reason": why}}
    before_this = min(_number(request.POST.get("written", "")), report.before)
    report.written += before_this
    report.before -= before_this
    if report.left:
        words = _("%(done)d of %(all)d turns are in the record; %(left)d are left.")
        done = report.written + report.before
        numbers = {"done": done, "all": done + report.left, "left": report.left}
        return {"written": report.written, "left": report.left, "going_on": words % numbers}
    _tell(request, report)
    return {"left": 0}


def _tell(request: HttpRequest, report: Report) -> None:
    flash.success(request, _("%(number)d turns were written.") % {"number": report.written})
    if report.before:
        flash.warning(
            request,
            _("%(number)d turns of this file had been written before and were not written again.")
            % {"number": report.before},
        )
    if report.pictures_lost:
        flash.warning(
            request,
            _("Pictures that could not be taken: %(count)s. Add them by hand.")
            % {"count": report.pictures_lost},
        )


def _refusal(request: HttpRequest, sitting: Sitting) -> str:
    """Return why nothing can be written now, if so: better before than after the reading."""
    try:
        allow_turns(sitting, request.user)
    except Refused as refusal:
        return refusal.reasons
    except NotAllowed as refusal:
        return str(refusal)
    if sitting.stands == State.ARCHIVED:
        return _("To an archived interview only answers that were promised are added.")
    return ""
