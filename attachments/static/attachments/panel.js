/* Keeps the findings beside the editor as the draft is: looked at when the panel opens and after each autosave. */

function isBusy(panel) {
    return panel.contains(document.activeElement) || panel.querySelector('details[open]');
}

async function look(panel) {
    if (isBusy(panel) || !panel.checkVisibility()) return;
    const response = await fetch(panel.dataset.checks, { credentials: 'same-origin' });
    if (!response.ok || response.redirected) return;
    const html = await response.text();
    if (!isBusy(panel)) panel.innerHTML = html;
}

document.querySelectorAll('[data-checks]').forEach((panel) => {
    const again = () => look(panel);
    document.addEventListener('w-autosave:success', again);
    document.querySelector('[data-side-panel-toggle="attachments-checks"]')?.addEventListener('click', () => {
        window.requestAnimationFrame(again);
    });
});
