import pytest

from disclosure.models import Organ
from tests.disclosure.factories import OrganFactory
from tests.home.factories import ColumnPageFactory


@pytest.fixture
def organ(db) -> Organ:
    return OrganFactory(name="云汀市人民政府", code="11990000MB1234567A")


@pytest.fixture
def policies(home):
    return ColumnPageFactory(parent=home, title="政策文件", slug="policies", column_class="policy")
