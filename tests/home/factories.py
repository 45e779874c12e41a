"""Pages to test with."""

import factory
import wagtail_factories
from wagtail.models import Page, Site

from home.models import ArticlePage, ColumnPage, HomePage


class HomePageFactory(wagtail_factories.PageFactory):
    title = "云汀市人民政府"
    slug = "yunting"

    class Meta:
        model = HomePage


class ColumnPageFactory(wagtail_factories.PageFactory):
    title = factory.Sequence(lambda number: f"栏目{number}")
    slug = factory.Sequence(lambda number: f"column-{number}")
    show_in_menus = True

    class Meta:
        model = ColumnPage


class ArticlePageFactory(wagtail_factories.PageFactory):
    title = factory.Sequence(lambda number: f"第{number}条消息")
    slug = factory.Sequence(lambda number: f"article-{number}")
    source = "云汀市人民政府办公室"
    body = [("paragraph", "<p>正文。</p>")]

    class Meta:
        model = ArticlePage


def make_portal() -> HomePage:
    """Put a home page under the root and let the default site show it."""
    root = Page.objects.get(depth=1)
    home = HomePageFactory(parent=root)
    site = Site.objects.get(is_default_site=True)
    site.root_page, site.hostname, site.port = home, "localhost", 8000
    site.save()
    return home
