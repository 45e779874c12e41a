from django.urls import path

from syndication.sandbox.control import orders, state, wechat, weibo

urlpatterns = [
    path("reset", orders.reset),
    path("state", state.state),
    path("faults", orders.faults),
    path("clock", orders.advance_clock),
    path("wechat/accounts", wechat.accounts),
    path("wechat/accounts/<str:app_id>/verify", wechat.verify),
    path("wechat/accounts/<str:app_id>/verdicts", wechat.verdicts),
    path("wechat/drafts/<str:media_id>", wechat.draft),
    path("wechat/articles/<str:article_id>/status", wechat.article_status),
    path("wechat/callbacks/replay", wechat.replay),
    path("weibo/apps", weibo.apps),
    path("weibo/users", weibo.users),
    path("weibo/tokens", weibo.tokens),
    path("weibo/tokens/revoke", weibo.revoke),
    path("weibo/posts/<int:number>/delete", weibo.delete_post),
]
