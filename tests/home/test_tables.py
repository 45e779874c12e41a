"""The table editor speaks Chinese, and the database schema does not notice."""

from wagtail.contrib.table_block.blocks import DEFAULT_TABLE_OPTIONS

from home.tables import TableBlock


def menu():
    return TableBlock().field.widget.table_options["contextMenu"]["items"]


def test_the_menu_offers_what_wagtails_own_offers():
    actions = [key for key, item in menu().items() if isinstance(item, dict)]

    assert actions == [key for key in DEFAULT_TABLE_OPTIONS["contextMenu"] if "-" not in key]


def test_the_menu_is_in_chinese():
    assert str(menu()["row_above"]["name"]) == "在上方插入一行"


def test_migrations_keep_wagtails_block():
    path, _args, kwargs = TableBlock(label="表格").deconstruct()

    assert path == "wagtail.contrib.table_block.blocks.TableBlock"
    assert kwargs == {"label": "表格"}
