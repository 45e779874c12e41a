from django.urls import path

from contributions.admin import adopted, counts, deciding, lists, offers

app_name = "contributions"

urlpatterns = [
    path("", lists.queue, name="queue"),
    path("mine/", lists.mine, name="mine"),
    path("mine/read/", lists.read, name="read"),
    path("counts/", counts.counts, name="counts"),
    path("adopted/", adopted.adopted, name="adopted"),
    path("adopted/<int:adoption_id>/", adopted.changed, name="changed"),
    path("adopted/<int:adoption_id>/look/", adopted.look, name="look"),
    path("adopted/<int:adoption_id>/undo/", deciding.undo, name="undo"),
    path("offer/<int:page_id>/", offers.offer_page, name="offer"),
    path("<int:contribution_id>/", deciding.one, name="one"),
    path("<int:contribution_id>/adopt/", deciding.adopt, name="adopt"),
    path("<int:contribution_id>/decline/", deciding.decline, name="decline"),
    path("<int:contribution_id>/reopen/", deciding.reopen, name="reopen"),
    path("<int:contribution_id>/withdraw/", deciding.withdraw, name="withdraw"),
]
