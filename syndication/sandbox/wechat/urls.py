from django.urls import path

from syndication.sandbox.wechat import drafts, media, publishing, quota, tokens

urlpatterns = [
    path("token", tokens.token),
    path("stable_token", tokens.stable_token),
    path("media/uploadimg", media.uploadimg),
    path("material/add_material", media.add_material),
    path("draft/add", drafts.add),
    path("draft/get", drafts.get),
    path("draft/update", drafts.update),
    path("draft/delete", drafts.delete),
    path("draft/count", drafts.count),
    path("draft/batchget", drafts.batchget),
    path("freepublish/submit", publishing.submit),
    path("freepublish/get", publishing.get),
    path("freepublish/delete", publishing.delete),
    path("freepublish/getarticle", publishing.getarticle),
    path("freepublish/batchget", publishing.batchget),
    path("openapi/quota/get", quota.get),
    path("clear_quota", quota.clear),
]
