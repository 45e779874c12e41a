/* Keeps the syndication panel up to date and sends its buttons, without touching the page form. */

const EVERY = 2000;
const RARELY = 15000;

function csrfToken() {
    const config = document.getElementById('wagtail-config');
    return config ? JSON.parse(config.textContent).CSRF_TOKEN : '';
}

function start(panel) {
    let timer;

    async function load(url, method) {
        window.clearTimeout(timer);
        try {
            const response = await fetch(url, {
                method,
                credentials: 'same-origin',
                headers: { 'X-CSRFToken': csrfToken(), 'X-Requested-With': 'XMLHttpRequest' },
            });
            if (response.ok && !response.redirected) {
                panel.innerHTML = await response.text();
            }
        } finally {
            plan();
        }
    }

    function plan() {
        const moving = panel.querySelector('[data-moving="yes"]');
        timer = window.setTimeout(() => {
            if (document.hidden) plan();
            else load(panel.dataset.url, 'GET').catch(() => {});
        }, moving ? EVERY : RARELY);
    }

    panel.addEventListener('click', (event) => {
        const button = event.target.closest('[data-syndication-post]');
        if (!button) return;
        const question = button.dataset.confirm;
        if (question && !window.confirm(question)) return;
        button.disabled = true;
        load(button.dataset.syndicationPost, 'POST').catch(() => { button.disabled = false; });
    });

    if (panel.dataset.url) plan();
}

function startAll() {
    document.querySelectorAll('[data-syndication]').forEach(start);
}

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', startAll);
else startAll();
