/* Keeps one part of a screen as it is on the server, while something is moving there. */

const EVERY = 2500;
const region = document.querySelector('[data-live]');

async function refresh() {
    const busy = region.contains(document.activeElement) && document.activeElement.matches('textarea, input');
    if (!document.hidden && !busy) {
        const response = await fetch(window.location.href, { credentials: 'same-origin' });
        if (response.ok && !response.redirected) {
            const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
            const now = fresh.getElementById(region.id);
            // It has come to rest: the rest of the screen has news as well.
            if (now?.dataset.live !== 'yes') window.location.reload();
            else region.replaceChildren(...now.childNodes);
        }
    }
}

async function watch() {
    if (region.dataset.live !== 'yes') return;
    try {
        await refresh();
    } finally {
        window.setTimeout(watch, EVERY);
    }
}

if (region) window.setTimeout(watch, EVERY);
