/* Taking articles into a mass send and ordering them, by button or by dragging. Without it there are numbers. */

const form = document.querySelector('[data-mass]');

function start() {
    const chosen = form.querySelector('[data-mass-chosen]');
    const others = form.querySelector('[data-mass-others]');
    const most = Number(form.dataset.most);
    let dragged = null;

    function number() {
        const rows = [...chosen.querySelectorAll('[data-mass-row]')];
        rows.forEach((row, index) => { row.querySelector('input').value = index + 1; row.draggable = true; });
        others.querySelectorAll('[data-mass-row]').forEach((row) => { row.querySelector('input').value = ''; row.draggable = false; });
        form.querySelector('[data-mass-count]').textContent = `${rows.length} / ${most}`;
        others.querySelectorAll('[data-mass-in]').forEach((button) => { button.disabled = rows.length >= most; });
    }

    function move(row, act) {
        act();
        number();
        row.querySelector('button:not([disabled])')?.focus();
    }

    form.querySelector('[data-mass-words]')?.addEventListener('keydown', (event) => {
        if (event.key !== 'Enter') return;
        // Enter would press the form's first button, which keeps the choice.
        event.preventDefault();
        form.querySelector('[name="look"]').click();
    });

    form.addEventListener('click', (event) => {
        const row = event.target.closest('[data-mass-row]');
        if (!row) return;
        if (event.target.closest('[data-mass-in]')) move(row, () => chosen.append(row));
        else if (event.target.closest('[data-mass-out]')) move(row, () => others.prepend(row));
        else if (event.target.closest('[data-mass-up]')) move(row, () => row.previousElementSibling?.before(row));
        else if (event.target.closest('[data-mass-down]')) move(row, () => row.nextElementSibling?.after(row));
    });

    chosen.addEventListener('dragstart', (event) => {
        dragged = event.target.closest('[data-mass-row]');
        dragged?.classList.add('mass__row--dragged');
    });
    chosen.addEventListener('dragend', () => {
        dragged?.classList.remove('mass__row--dragged');
        dragged = null;
    });
    chosen.addEventListener('dragover', (event) => {
        const over = event.target.closest('[data-mass-row]');
        if (!dragged || !over) return;
        event.preventDefault();
        const box = over.getBoundingClientRect();
        if (over !== dragged) (event.clientY > box.top + box.height / 2 ? over.after(dragged) : over.before(dragged));
        number();
    });

    form.querySelectorAll('[data-mass-buttons]').forEach((buttons) => { buttons.hidden = false; });
    [chosen, others].forEach((list) => list.classList.add('is-enhanced'));
    number();
}

if (form) start();
