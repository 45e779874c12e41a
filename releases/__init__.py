"""Joint releases (联合发布): several pages that go live, and out to the channels, at one moment.

A leaf: it knows pages as Wagtail knows them and the gate before publication, no page class and no
channel. Whoever has something else to let go with a release listens to `signals`.
"""

# Functions (page keys) -> {page key: [(name, state in words)]}: where else the pages go.
ELSEWHERE = "releases_elsewhere"
# Functions (release) -> [(what, where)]: what else goes out with a release, and waits for it.
WAITING = "releases_waiting"
