"""What a person does on Weibo's site where its API does not reach."""

from django.utils.translation import gettext_lazy as _

_LOG_IN = _("Log in at weibo.com with the account.")

STEPS = {
    "find": (
        _LOG_IN,
        _("Open the account's own page and look for the first words of the post."),
        _("If it is there, copy its address into the proof; it may take two minutes to show."),
    ),
    "delete": (
        _LOG_IN,
        _("Open the address above and choose 删除 in the menu of the post."),
        _("Open the address once more: the post must be gone."),
    ),
    "change": (
        _LOG_IN,
        _("Open the address above and choose 编辑微博 in the menu of the post."),
        _(
            "If the menu has no such entry, choose another way in the correction plan: a comment, "
            "or delete and post again."
        ),
    ),
    "finish": (
        _LOG_IN,
        _("Open the article's address and do what is asked for above."),
    ),
}
