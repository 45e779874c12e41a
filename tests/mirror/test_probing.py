"""The living site, asked from outside over real HTTP."""

import io
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
import requests
from django.core.management import CommandError, call_command
from wagtail.models import Site

from tests.mirror.conftest import exported


@pytest.fixture
def meddler(live_server) -> Iterator[tuple[str, dict[bytes, bytes]]]:
    """Somebody between the portal and its readers, and what they put in whose place."""
    words: dict[bytes, bytes] = {}

    class Between(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host = self.headers["Host"]
            answer = requests.get(
                live_server.url + self.path, headers={"Host": host}, allow_redirects=False
            )
            content = answer.content
            for old, new in words.items():
                content = content.replace(old, new)
            self.send_response(answer.status_code)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Between)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}", words
    server.shutdown()
    server.server_close()


@pytest.mark.django_db(transaction=True)
def test_a_change_is_told_from_tampering(article, meddler, target):
    url, words = meddler
    Site.objects.update(hostname="localhost", port=int(url.rpartition(":")[2]))
    Site.clear_site_root_paths_cache()
    exported(target)
    heard = io.StringIO()

    def probed() -> None:
        heard.truncate(heard.seek(0))
        call_command("verify_static", str(target.folder), live=url, stdout=heard, stderr=heard)

    # Given a site that answers what was signed
    probed()
    assert "changed" not in heard.getvalue()
    # When an editor changes an article, that is told, and is no trouble
    article.title = "编辑改过的标题"
    article.save_revision().publish()
    probed()
    assert f"{article.full_url}: changed since the export" in heard.getvalue()
    # When somebody between changes it, that is something else
    words["编辑改过的标题".encode()] = "别人改过的标题".encode()
    with pytest.raises(CommandError, match="differs from what the portal renders now"):
        probed()
    assert f"{article.full_url}: differs from what the portal renders now" in heard.getvalue()


@pytest.mark.parametrize("url", ["file:///etc/passwd", "http://a@b/", "http://b/path", "ftp://b"])
@pytest.mark.django_db
def test_only_a_host_can_be_probed(home, target, url):
    exported(target)
    with pytest.raises(CommandError, match="--live"):
        call_command("verify_static", str(target.folder), live=url)
