"""Addresses of versions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from versions.naming import PLAIN, Version, address, has_versions, split

TRADITIONAL = Version(is_traditional=True)
ELDER = Version(is_elder=True)
BOTH = Version(is_traditional=True, is_elder=True)
paths = st.lists(st.sampled_from(["elder", "zh-hant", "a", "admin", "static", "通知"])).map(
    lambda names: "/" + "".join(f"{name}/" for name in names)
)


@pytest.mark.parametrize(
    ("path", "version", "plain"),
    [
        ("/", PLAIN, "/"),
        ("/zh-hant/", TRADITIONAL, "/"),
        ("/elder/tongzhi/", ELDER, "/tongzhi/"),
        ("/zh-hant/elder/", BOTH, "/"),
        ("/zh-hantx/", PLAIN, "/zh-hantx/"),
        ("/zh-hant", PLAIN, "/zh-hant"),
        ("/tongzhi/elder/", PLAIN, "/tongzhi/elder/"),
    ],
)
def test_an_address_names_a_version_and_a_plain_page(path, version, plain):
    assert split(path) == (version, plain)


@pytest.mark.parametrize(
    "path",
    ["/elder/zh-hant/", "/elder/elder/", "/zh-hant/zh-hant/", "/elder/admin/", "/zh-hant/media/a"],
)
def test_names_in_another_order_and_before_what_is_no_page_name_no_version(path):
    assert split(path) == (PLAIN, path)


@given(paths, st.booleans(), st.booleans())
def test_every_page_has_one_address_in_each_version(path, is_traditional, is_elder):
    version = Version(is_traditional, is_elder)
    if has_versions(path):
        assert split(address(version, path)) == (version, path)
    else:
        assert address(version, path) == path


@given(paths)
def test_a_version_is_only_of_what_has_versions(path):
    version, plain = split(path)
    assert version == PLAIN or (has_versions(plain) and address(version, plain) == path)
