/* Supporting a question without leaving the list. */

document.querySelectorAll('[data-vote]').forEach((form) => {
    const button = form.querySelector('button');
    const word = form.querySelector('[data-word]');
    const message = form.querySelector('[data-message]');
    const first = word.textContent;

    form.addEventListener('submit', async (event) => {
        event.preventDefault();
        button.disabled = true;
        try {
            const response = await fetch(form.action, {
                method: 'POST',
                body: new URLSearchParams(new FormData(form)),
                headers: { Accept: 'application/json' },
            });
            const told = await response.json();
            message.textContent = told.message ?? '';
            if (response.ok) show(told);
        } catch {
            form.submit();
        } finally {
            button.disabled = false;
        }
    });

    function show({ votes, supported }) {
        form.querySelector('[data-votes]').textContent = votes;
        button.setAttribute('aria-pressed', supported);
        word.textContent = supported ? word.dataset.again : first;
        form.querySelector('[name="take_back"]')?.remove();
        if (supported) {
            const back = Object.assign(document.createElement('input'), { type: 'hidden', name: 'take_back', value: '1' });
            form.append(back);
        }
    }
});
