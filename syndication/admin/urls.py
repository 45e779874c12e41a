from django.urls import path, register_converter

from story import Moment
from syndication.admin import (
    board,
    connect,
    copy_screens,
    correcting,
    editions,
    expiry_calendar,
    mass_assembling,
    mass_sends,
    views,
)


class MomentConverter:
    """A moment of a page in an address."""

    regex = "|".join(Moment)

    def to_python(self, value: str) -> Moment:
        return Moment(value)

    def to_url(self, value: str) -> str:
        return Moment(value).value


register_converter(MomentConverter, "moment")

app_name = "syndication"

urlpatterns = [
    path("", board.board, name="board"),
    path("act/", board.act, name="board_act"),
    path("expiries/", expiry_calendar.expiries, name="expiries"),
    path("accounts/<int:account_id>/connect/", connect.connect, name="connect"),
    path("accounts/<int:account_id>/probe/", expiry_calendar.probe, name="probe"),
    path("authorised/", connect.authorised, name="authorised"),
    path("corrections/<int:correction_id>/", correcting.correction, name="correction"),
    path("copies/<int:copy_id>/", copy_screens.history, name="history"),
    path("copies/<int:copy_id>/review/", copy_screens.review_copy, name="review"),
    path("copies/<int:copy_id>/drift/", copy_screens.drift, name="drift"),
    path("copies/<int:copy_id>/correction/", correcting.correction_of, name="correction_of"),
    path("mass/", mass_sends.mass_sends_list, name="mass_sends"),
    path("mass/for/<int:account_id>/", mass_assembling.assemble_new, name="mass_assemble_new"),
    path("mass/<int:send_id>/", mass_sends.mass_send, name="mass_send"),
    path("mass/<int:send_id>/assemble/", mass_assembling.assemble, name="mass_assemble"),
    path("mass/<int:send_id>/preview/", mass_sends.preview, name="mass_preview"),
    path("mass/<int:send_id>/sign/", mass_sends.sign, name="mass_sign"),
    path("mass/<int:send_id>/cancel/", mass_sends.cancel, name="mass_cancel"),
    path("mass/<int:send_id>/found-out/", mass_sends.found_out, name="mass_found_out"),
    path("mass/<int:send_id>/again/", mass_sends.again, name="mass_again"),
    path("pages/<int:page_id>/", views.copies, name="copies"),
    path(
        "pages/<int:page_id>/<int:account_id>/<moment:moment>/edition/",
        editions.edition,
        name="edition",
    ),
    path("pages/<int:page_id>/<int:account_id>/<moment:moment>/retry/", views.retry, name="retry"),
    path(
        "pages/<int:page_id>/<int:account_id>/<moment:moment>/leave-out/",
        views.leave_out,
        name="leave_out",
    ),
    path(
        "pages/<int:page_id>/<int:account_id>/<moment:moment>/take-in/",
        views.take_in,
        name="take_in",
    ),
]
