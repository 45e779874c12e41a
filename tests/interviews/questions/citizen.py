"""A citizen at the portal, with a browser or a script's manners."""

import re
from datetime import timedelta
from typing import Any

import time_machine
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from interviews.ledger.receipts import read
from interviews.models import InterviewPage, Question

STAMP = re.compile(r'name="stamp" value="([^"]+)"')


class Citizen:
    """Asks at `page` from an address. Cookies are kept as a browser would."""

    def __init__(self, page: InterviewPage, address: str = "203.0.113.7") -> None:
        self.page = page
        self.client = Client(REMOTE_ADDR=address, enforce_csrf_checks=True)

    @property
    def form_url(self) -> str:
        return f"/interviews/{self.page.pk}/ask/"

    @property
    def topics_url(self) -> str:
        return f"/interviews/{self.page.pk}/topics/"

    def open_form(self) -> str:
        """Return the stamp of a new form."""
        return STAMP.search(self.client.get(self.form_url).content.decode())[1]

    def send(self, text: str, stamp: str, *, after: float = 10, **values: Any) -> HttpResponse:
        """Send a form so many seconds from now."""
        headers = values.pop("headers", {})
        with time_machine.travel(timezone.now() + timedelta(seconds=after), tick=True):
            return self.client.post(
                self.form_url, {"text": text, "stamp": stamp, **values}, headers=headers
            )

    def ask(self, text: str = "老旧小区什么时候加装电梯？", **values: Any) -> HttpResponse:
        return self.send(text, self.open_form(), **values)

    def vote(self, question: Question, **values: Any) -> HttpResponse:
        address = f"/interviews/{self.page.pk}/questions/{question.number}/vote/"
        headers = values.pop("headers", {})
        return self.client.post(address, values, headers=headers)

    def choose(self, topic: int | str, **values: Any) -> HttpResponse:
        headers = values.pop("headers", {})
        return self.client.post(self.topics_url, {"topic": topic, **values}, headers=headers)


def receipt_in(response: HttpResponse) -> str | None:
    """Return the receipt number that a response leads to."""
    address = response.headers.get("Location", "")
    return read(address.rstrip("/").rpartition("/")[2]) if "receipt" in address else None
