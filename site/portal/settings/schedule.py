"""What the scheduler has done, and how often."""

from typing import Any

from celery.schedules import crontab

from portal.settings.syndication import SYNDICATION_TIMING


def _every(seconds: float, task: str) -> dict[str, Any]:
    # What a busy worker has not come to when the next one is due need not be done twice.
    return {"task": task, "schedule": seconds, "options": {"expires": seconds}}


_timing = SYNDICATION_TIMING.get
CELERY_BEAT_SCHEDULE = {
    "publish-due": _every(_timing("publish_due", 10.0), "portal.tasks.publish_due"),
    "sweep": _every(_timing("sweep", 15.0), "syndication.tasks.sweep_all"),
    "watch": _every(_timing("watch", 600.0), "syndication.tasks.watch_all"),
    "remind": _every(_timing("expiries", 3600.0), "syndication.tasks.remind_of_expiries"),
    "turned": _every(3600.0, "disclosure.tasks.tell_what_turned"),
    "menus": _every(60.0, "syndication.channels.wechat.followers.tasks.tend_menus"),
    "interviews": _every(_timing("interviews", 10.0), "interviews.advance"),
    "gather-questions": _every(_timing("gather_questions", 5.0), "interviews.gather_questions"),
    # Monday morning, before people come to work; again a day later, should it have been missed.
    "owed-queries": {
        "task": "search.make_weekly_tasks",
        "schedule": crontab(minute=0, hour=5, day_of_week="mon,tue"),
    },
    "verify-publications": {"task": "lifecycle.verify", "schedule": crontab(minute=40, hour=3)},
    "forget-queries": _every(6 * 3600.0, "search.forget_queries"),
    "forget-changes": _every(6 * 3600.0, "pagecache.forget_changes"),
    "forget-senders": _every(3600.0, "interviews.forget_senders"),
    "keep-search-in-step": _every(10.0, "search.keep_in_step"),
    "find-missed-by-search": _every(600.0, "search.find_missed"),
    "keep-prints": _every(600.0, "contributions.keep_prints"),
    "note-missed": _every(600.0, "contributions.note_missed"),
    "forget-pushes": _every(3600.0, "syndication.channels.wechat.followers.tasks.forget_pushes"),
}
