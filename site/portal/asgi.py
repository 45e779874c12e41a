"""The portal for an ASGI server: kept pages and streams on the loop, everything else in threads."""

import os
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.embedded")

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from portal.bridge import Bridge, Receive, Scope, Send


class Portal:
    def __init__(self) -> None:
        ordinary = get_wsgi_application()
        # Models are ready only now.
        from interviews.live.stream import Streams
        from pagecache.before_django import answered

        self._is_answered = answered

        self.streams = Streams()
        self._ordinary = Bridge(
            ordinary,
            settings.WEB_THREADS,
            most=settings.WEB_BODY_BYTES,
            seconds=settings.WEB_BODY_SECONDS,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> Any:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1000})
        elif not (
            await self._is_answered(scope, send) or await self.streams.answers(scope, receive, send)
        ):
            await self._ordinary(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                await send({"type": "lifespan.startup.complete"})
            elif message["type"] == "lifespan.shutdown":
                await self.streams.close()
                self._ordinary.close()
                await send({"type": "lifespan.shutdown.complete"})
                return


application = Portal()
