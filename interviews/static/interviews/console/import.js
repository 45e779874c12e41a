/* Looking at a transcript without leaving the page: the file stays chosen, and is there to be written afterwards. */

const form = document.querySelector('[data-import]');

async function look(button) {
    const preview = form.querySelector('[data-preview]');
    const sent = new FormData(form);
    sent.append(button.name, button.value);
    button.disabled = true;
    try {
        const response = await fetch(window.location.href, { method: 'POST', body: sent, credentials: 'same-origin' });
        const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
        const seen = fresh.querySelector('[data-preview]');
        const isRead = seen?.querySelector('[name="digest"]');
        // What could not be read, and a session that has ended, the server tells on a page of its own.
        if (!isRead) {
            form.submit();
            return;
        }
        preview.replaceChildren(...seen.childNodes);
        preview.scrollIntoView();
    } catch {
        // Nothing is left: what was chosen and pasted is still there.
        preview.textContent = form.dataset.offline;
    } finally {
        button.disabled = false;
    }
}

form?.addEventListener('submit', (event) => {
    if (event.submitter?.name !== 'look') return;
    event.preventDefault();
    look(event.submitter);
});
