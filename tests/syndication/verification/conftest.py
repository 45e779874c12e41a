import pytest

from syndication.models import Account
from tests.syndication.engine_room import wechat_account, weibo_account


@pytest.fixture
def chief(django_user_model):
    return django_user_model.objects.create_superuser("总编辑")


@pytest.fixture
def wechat(home, sandbox) -> Account:
    return wechat_account(sandbox)


@pytest.fixture
def weibo(home, sandbox) -> Account:
    return weibo_account(sandbox)
