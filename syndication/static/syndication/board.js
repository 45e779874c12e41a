/* Ticks all copies on the board at once. */

const form = document.querySelector('[data-board]');
const all = form?.querySelector('[data-board-all]');

all?.addEventListener('change', () => {
    form.querySelectorAll('input[name="copy"]').forEach((box) => { box.checked = all.checked; });
});
