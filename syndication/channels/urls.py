"""Addresses that platforms call."""

from django.urls import path

from syndication.channels.wechat.views import callback

app_name = "channels"

urlpatterns = [
    path("wechat/<uuid:callback_id>/", callback, name="wechat_callback"),
]
