// Suggestions below a search box, as a combobox with a list (WAI-ARIA): a form that works without
// us, with `data-suggestions` for the address that is asked.
const WAIT = 120;

for (const form of document.querySelectorAll('form[data-suggestions]')) suggest(form);

function suggest(form) {
    const words = form.querySelector('[type="search"]');
    const list = form.querySelector('[role="listbox"]');
    const status = form.querySelector('[role="status"]');
    // What stands in the box belongs to whoever types; a suggestion is only tried on.
    let typed = words.value;
    let chosen = -1;
    let timer = 0;
    let asking = null;

    words.setAttribute('role', 'combobox');
    words.setAttribute('aria-autocomplete', 'list');
    words.setAttribute('aria-controls', list.id);
    words.setAttribute('aria-expanded', 'false');
    words.setAttribute('autocomplete', 'off');

    words.addEventListener('input', (event) => {
        // While an input method composes, the box holds half a word.
        if (!event.isComposing) ask();
    });
    words.addEventListener('compositionend', ask);
    words.addEventListener('keydown', (event) => {
        if (event.isComposing || event.keyCode === 229) return;
        if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault();
            if (list.hidden) ask();
            else move(event.key === 'ArrowDown' ? 1 : -1);
        } else if (event.key === 'Escape' && !list.hidden) {
            event.preventDefault();
            words.value = typed;
            close();
        }
    });
    words.addEventListener('blur', close);
    // A press must not take the focus away from the box before it is let go.
    list.addEventListener('pointerdown', (event) => event.preventDefault());
    list.addEventListener('click', (event) => {
        const option = event.target.closest('[role="option"]');
        if (!option) return;
        words.value = option.textContent;
        form.requestSubmit();
    });
    form.addEventListener('submit', stop);

    function ask() {
        stop();
        typed = words.value;
        if (typed.trim()) timer = setTimeout(fetchSuggestions, WAIT);
        else close();
    }

    function stop() {
        clearTimeout(timer);
        asking?.abort();
    }

    async function fetchSuggestions() {
        asking = new AbortController();
        const address = new URL(form.dataset.suggestions, location.href);
        address.searchParams.set('q', typed);
        try {
            const response = await fetch(address, { signal: asking.signal, credentials: 'omit' });
            if (!response.ok) return close();
            const [, titles] = await response.json();
            if (document.activeElement === words) show(titles);
        } catch (error) {
            // Whoever typed on has asked again; and the box works without suggestions.
            if (error.name !== 'AbortError') close();
        }
    }

    function show(titles) {
        if (!titles.length) return close();
        chosen = -1;
        list.replaceChildren(...titles.map((title, at) => {
            const option = document.createElement('li');
            option.id = `${list.id}-${at}`;
            option.setAttribute('role', 'option');
            option.setAttribute('aria-selected', 'false');
            option.textContent = title;
            return option;
        }));
        list.hidden = false;
        words.setAttribute('aria-expanded', 'true');
        words.removeAttribute('aria-activedescendant');
        status.textContent = status.dataset.some.replace('#', titles.length);
    }

    function close() {
        stop();
        chosen = -1;
        list.hidden = true;
        list.replaceChildren();
        words.setAttribute('aria-expanded', 'false');
        words.removeAttribute('aria-activedescendant');
        status.textContent = '';
    }

    function move(by) {
        // One place more than there are suggestions: the box itself.
        const places = list.children.length + 1;
        chosen = ((chosen + 1 + by + places) % places) - 1;
        [...list.children].forEach((option, at) => option.setAttribute('aria-selected', at === chosen));
        const option = list.children[chosen];
        words.value = option?.textContent ?? typed;
        if (option) {
            words.setAttribute('aria-activedescendant', option.id);
            option.scrollIntoView({ block: 'nearest' });
        } else {
            words.removeAttribute('aria-activedescendant');
        }
    }
}
