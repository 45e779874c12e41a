import pytest

from disclosure.models import PowerListPage
from tests.disclosure.factories import PowerListIndexPageFactory, PowerListPageFactory


@pytest.fixture
def power_list(home) -> PowerListPage:
    index = PowerListIndexPageFactory(parent=home)
    return PowerListPageFactory(parent=index, title="市水务局权力清单", slug="water")
