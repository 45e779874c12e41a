/* Asking a question: counts characters, fetches the stamp that a cached page lacks, and sends once. */

const forms = document.querySelectorAll('[data-ask]');

forms.forEach((form) => {
    const text = form.elements.text;
    const count = form.querySelector('[data-count]');
    const longest = Number(text.dataset.longest);

    const tell = () => {
        const length = [...text.value.trim()].length;
        count.hidden = length === 0;
        count.textContent = `${length} / ${longest}`;
        count.classList.toggle('ask__count--over', length > longest);
    };
    text.addEventListener('input', tell);
    tell();

    const fetchStamp = async () => {
        if (form.elements.stamp.value || !form.dataset.stamp) return;
        const response = await fetch(form.dataset.stamp, { headers: { Accept: 'application/json' } });
        if (response.ok) form.elements.stamp.value = (await response.json()).stamp;
    };
    // Without a stamp the form still works: it comes back for a second look.
    form.addEventListener('focusin', () => fetchStamp().catch(() => {}), { once: true });

    form.addEventListener('submit', (event) => {
        if (form.dataset.sent) event.preventDefault();
        form.dataset.sent = 'yes';
    });
    // Whoever comes back to this page may send again; the stamp tells what is the same.
    window.addEventListener('pageshow', () => { delete form.dataset.sent; });
});
