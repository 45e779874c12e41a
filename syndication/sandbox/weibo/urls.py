from django.urls import path

from syndication.sandbox.weibo import comments, headlines, oauth, people, statuses

urlpatterns = [
    path("oauth2/authorize", oauth.authorize),
    path("oauth2/access_token", oauth.access_token),
    path("oauth2/get_token_info", oauth.get_token_info),
    path("oauth2/revokeoauth2", oauth.revokeoauth2),
    path("2/statuses/share.json", statuses.share),
    path("2/statuses/destroy.json", statuses.destroy),
    path("2/statuses/show.json", statuses.show),
    path("2/statuses/count.json", statuses.count),
    path("2/statuses/user_timeline.json", statuses.user_timeline),
    path("2/statuses/user_timeline/ids.json", statuses.user_timeline_ids),
    path("2/statuses/querymid.json", statuses.querymid),
    path("2/statuses/queryid.json", statuses.queryid),
    path("2/statuses/go", statuses.go),
    path("2/statuses/update.json", statuses.closed),
    path("2/statuses/upload.json", statuses.closed),
    path("2/short_url/shorten.json", statuses.closed),
    path("2/comments/create.json", comments.create),
    path("2/comments/destroy.json", comments.destroy),
    path("2/comments/show.json", comments.show),
    path("2/comments/by_me.json", comments.by_me),
    path("2/users/show.json", people.show),
    path("2/account/get_uid.json", people.get_uid),
    path("2/account/rate_limit_status.json", people.rate_limit_status),
    path("proxy/article/publish.json", headlines.publish),
]
