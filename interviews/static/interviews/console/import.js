/* Looking at a transcript and writing it without leaving the page: the file stays chosen all the while. */

const form = document.querySelector('[data-import]');

const JSON_TYPE = 'application/json';

function post(sent) {
    const headers = { Accept: `${JSON_TYPE}, text/html;q=0.9` };
    return fetch(window.location.href, { method: 'POST', body: sent, headers, credentials: 'same-origin', redirect: 'manual' });
}

// A long transcript is written in parts; each answer but the last one says how far it has come.
async function untilDone(sent, progress) {
    if (progress) progress.textContent = progress.dataset.begun;
    let response = await post(sent);
    while (response.headers.get('Content-Type')?.startsWith(JSON_TYPE)) {
        const told = await response.json();
        progress.textContent = `${told.going_on} ${progress.dataset.begun}`;
        sent.set('written', told.written);
        response = await post(sent);
    }
    return response;
}

async function send(button) {
    const preview = form.querySelector('[data-preview]');
    const progress = button.parentElement.querySelector('[data-progress]');
    const sent = new FormData(form);
    sent.append(button.name, button.value);
    button.disabled = true;
    try {
        const response = await untilDone(sent, progress);
        // All is written; or the session has ended, and the console leads to the log-in.
        if (response.type === 'opaqueredirect') {
            window.location.assign(form.dataset.console);
            return;
        }
        const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
        const seen = fresh.querySelector('[data-preview]');
        // What could not be read is told beside the field, on a page of the server's own.
        if (!seen?.querySelector('[name="digest"]')) {
            form.submit();
            return;
        }
        preview.replaceChildren(...seen.childNodes);
        preview.scrollIntoView();
    } catch {
        // Nothing is left: what was chosen and pasted is still there.
        if (progress) progress.textContent = form.dataset.offline;
        else preview.prepend(form.dataset.offline);
    } finally {
        button.disabled = false;
    }
}

form?.addEventListener('submit', (event) => {
    if (!event.submitter) return;
    event.preventDefault();
    send(event.submitter);
});
