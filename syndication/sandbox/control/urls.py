from django.urls import path

from syndication.sandbox.control import console, followers, orders, state, wechat, weibo

urlpatterns = [
    path("reset", orders.reset),
    path("state", state.state),
    path("faults", orders.trouble),
    path("clock", orders.advance_clock),
    path("wechat/accounts", wechat.accounts),
    path("wechat/accounts/<str:app_id>/verify", wechat.verify),
    path("wechat/accounts/<str:app_id>/verdicts", wechat.verdicts),
    path("wechat/drafts/<str:media_id>", console.draft),
    path("wechat/articles/<str:article_id>", console.article),
    path("wechat/articles/<str:article_id>/status", console.article_status),
    path("wechat/mass", console.mass_send),
    path("wechat/mass/<int:msg_id>", console.mass_decision),
    path("wechat/followers", followers.followers),
    path("wechat/followers/act", followers.deed),
    path("wechat/comments", followers.comment),
    path("wechat/comments/<int:number>", followers.withdraw_comment),
    path("wechat/callbacks/replay", wechat.replay),
    path("wechat/callbacks/event", wechat.announce),
    path("weibo/apps", weibo.apps),
    path("weibo/users", weibo.users),
    path("weibo/tokens", weibo.tokens),
    path("weibo/tokens/revoke", weibo.revoke),
    path("weibo/comments", weibo.comment),
    path("weibo/posts/<int:number>", weibo.post),
    path("weibo/posts/<int:number>/delete", weibo.delete_post),
    path("weibo/articles/<str:object_id>/delete", weibo.delete_article),
]
