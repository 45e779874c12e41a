import pytest
from wagtail_factories import ImageFactory

from interviews.models import InterviewIndexPage, InterviewPage, Sitting
from interviews.states import State
from tests.interviews.factories import InterviewIndexPageFactory, brought_to, interview


@pytest.fixture
def index(home) -> InterviewIndexPage:
    return InterviewIndexPageFactory(parent=home)


@pytest.fixture
def page(index) -> InterviewPage:
    return interview(index, title="老旧小区怎么改")


@pytest.fixture
def sitting(page) -> Sitting:
    """A sitting that is planned."""
    return page.sitting


@pytest.fixture
def live(sitting) -> Sitting:
    """A sitting that is live; its host has said a word of welcome."""
    return brought_to(sitting, State.LIVE)


@pytest.fixture
def archived(sitting) -> Sitting:
    return brought_to(sitting, State.ARCHIVED)


@pytest.fixture
def picture(db):
    return ImageFactory(title="施工现场")
