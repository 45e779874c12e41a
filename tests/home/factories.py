"""Pages to test with."""

import factory
import wagtail_factories
from django.conf import settings
from wagtail.models import Collection, Locale, Page, Site

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
    displayed_at = None
    # What looks old was public then.
    first_published_at = factory.SelfAttribute("displayed_at")

    class Meta:
        model = ArticlePage


def make_portal() -> HomePage:
    """Put a home page under the root and let the default site show it."""
    # Tests that commit leave an empty database behind, without what the migrations put there.
    Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root")
    home = HomePageFactory(parent=root)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"root_page": home, "hostname": "localhost", "port": 8000},
    )
    return home
