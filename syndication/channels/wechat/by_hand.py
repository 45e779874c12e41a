"""What a person does in WeChat's console (公众平台) where its API does not reach.

What the console lets one change in a published article is not documented: the steps say so.
"""

from django.utils.translation import gettext_lazy as _

_LOG_IN = _("Log in at mp.weixin.qq.com; an administrator or operator scans the code.")
_OPEN_PUBLISHED = _("Open 内容与互动 → 发表记录 and look for the title.")

STEPS = {
    "find": (
        _LOG_IN,
        _OPEN_PUBLISHED,
        _("If it is there, copy its address into the proof; if not, look into 草稿箱 too."),
    ),
    "delete": (
        _LOG_IN,
        _OPEN_PUBLISHED,
        _("Choose 删除 in the article's menu and confirm."),
        _("Open its old address: WeChat must say that the author deleted it."),
    ),
    "change": (
        _LOG_IN,
        _OPEN_PUBLISHED,
        _("Choose 修改 in the article's menu; WeChat says there how much may still be changed."),
        _("If that is not enough, choose to delete and publish again in the correction plan."),
    ),
    "publish": (
        _LOG_IN,
        _("Open 内容与互动 → 草稿箱 and look for the title."),
        _("Compare the draft with the preview here, then choose 发表."),
        _("Copy the address of the published article into the proof."),
    ),
}
