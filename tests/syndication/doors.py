"""The two doors that input comes through: the admin and the command line."""

import io
import json
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from home.models import ArticlePage

HAN = re.compile("[\u4e00-\u9fff]")


def refused_on_the_command_line(*arguments: str) -> str:
    """Run a command that fails; return what it says, which is English."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(CommandError) as failure:
        call_command(*arguments, stdout=out, stderr=err)
    said = f"{err.getvalue()}{failure.value}"
    assert not HAN.search(said), f"not English: {said}"
    return said


def words(response: Any) -> str:
    """Return what a person reads in a page of the admin."""
    assert response.status_code == 200
    page = BeautifulSoup(response.text, "lxml")
    # The errors of a StreamField are handed to its script.
    handed = page.select("[data-w-block-arguments-value]")
    told = [str(json.loads(tag["data-w-block-arguments-value"])) for tag in handed]
    for tag in page(["script", "style"]):
        tag.decompose()
    return " ".join([*page.get_text(" ").split(), *told])


def panel(admin: Client, page: ArticlePage) -> str:
    return words(admin.get(reverse("syndication:copies", args=[page.pk])))


def bind(kind: str, sandbox_url: str, **options: str) -> list[str]:
    values = {"name": "City", "app-id": "wx0000000000000001", "base-url": sandbox_url, **options}
    return [
        "bind_account",
        kind,
        *(f"--{name}={value}" for name, value in values.items()),
    ]
