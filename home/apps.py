from django.apps import AppConfig
from django.db.models.signals import post_save, pre_save
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Portal pages")

    def ready(self) -> None:
        from wagtail.signals import post_page_move

        from home import finding, keeping_lists, surroundings
        from home.models import GreyDays
        from pagecache import tags
        from pagecache.watched import watch

        watch(GreyDays, tag=tags.ALL)

        pre_save.connect(finding.on_new_name, dispatch_uid="home.finding")
        post_save.connect(keeping_lists.on_save, dispatch_uid="home.keeping_lists")
        post_page_move.connect(keeping_lists.on_move, dispatch_uid="home.keeping_lists")
        post_save.connect(surroundings.on_article, dispatch_uid="home.saved")
        post_page_move.connect(surroundings.on_article, dispatch_uid="home.moved")
