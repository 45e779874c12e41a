"""A NUL in an address: PostgreSQL takes no text with one, and no browser sends one."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    ["/statutes/?q=%00", "/statutes/?page=1&q=法%00律", "/%00/", "/admin/login/?next=%00"],
)
def test_an_address_with_a_nul_is_refused_on_any_database(home, client, address):
    assert client.get(address).status_code == 400


def test_a_zero_and_a_percent_sign_are_no_nul(home, client):
    assert client.get("/statutes/?q=100%25").status_code == 200
    assert client.get("/statutes/?q=%2500").status_code == 200
