"""An upload and the worker it has called index the same picture, and neither fails."""

import threading
import time

import pytest
from django.db import connection, transaction
from modelsearch.index import insert_or_update_object

from search.models import Indexed
from tests.syndication.engine_room import picture

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_who_index_the_same_picture_at_once_leave_one_entry():
    image = picture()
    written = threading.Event()

    def worker() -> None:
        with transaction.atomic():
            insert_or_update_object(image)
            written.set()
            # Long enough for the other one to have looked, and to wait for its turn to write.
            time.sleep(0.3)
        connection.close()

    thread = threading.Thread(target=worker)
    thread.start()
    written.wait(10)
    insert_or_update_object(image)
    thread.join()

    assert Indexed.objects.filter(owner=f"wagtailimages.image:{image.pk}").count() == 1
