/* Where the interview stands, and the steps from there. Before it ends one sees what would be left. */

import { filled } from './shapes.js';
import { newKey } from './store.js';

const MOST_SHOWN = 12;

export class Steps {
    /** `told` has: take(fields) → answer, isUnsent(), row(question), done(). */
    constructor(root, { record, words, told }) {
        Object.assign(this, { root, record, words, told });
        this.dialog = root.querySelector('[data-step-dialog]');
        this.dialog.querySelector('[data-step-go]').addEventListener('click', () => this.#go());
    }

    show() {
        const { state } = this.record;
        const badge = this.root.querySelector('[data-state]');
        badge.textContent = state.label;
        badge.className = `badge badge--${state.value}`;
        this.root.querySelector('[data-steps]').replaceChildren(...state.steps.map((step, at) => {
            const button = document.createElement('button');
            button.type = 'button';
            button.className = at ? 'button button-secondary button-small' : 'button button-small';
            button.textContent = step.label;
            button.addEventListener('click', () => this.#ask(step));
            return button;
        }));
    }

    #ask(step) {
        const { state } = this.record;
        const place = (name) => this.dialog.querySelector(`[data-step-${name}]`);
        this.step = { ...step, client_key: newKey() };
        place('title').textContent = step.label;
        this.showLeft();
        place('reason-part').hidden = !(state.value === 'reviewed' && step.to === 'draft');
        place('reason').value = '';
        place('why').hidden = true;
        place('go').textContent = step.label;
        this.dialog.showModal();
    }

    /** What would be left if it ended now; shown again when somebody settles a question meanwhile. */
    showLeft() {
        if (!this.step) return;
        const { state, ledger } = this.record;
        const isEnd = state.value === 'live';
        const left = isEnd ? ledger?.left ?? [] : [];
        const ending = ledger?.blank ? filled(this.words.endWith, ledger.blank) : this.words.endWithout;
        const told = isEnd ? ending : filled(this.words.sure, this.step.label);
        this.dialog.querySelector('[data-step-words]').textContent = this.told.isUnsent() ? `${this.words.leaveUnsent} ${told}` : told;
        this.dialog.querySelector('[data-step-left]').replaceChildren(...left.slice(0, MOST_SHOWN).map((question) => this.told.row(question)));
    }

    async #go() {
        const reason = this.dialog.querySelector('[data-step-reason]').value;
        const answer = await this.told.take({ to: this.step.to, client_key: this.step.client_key, reason });
        if (answer.kind === 'ok') {
            this.dialog.close();
            this.told.done();
            return;
        }
        const why = this.dialog.querySelector('[data-step-why]');
        why.textContent = answer.message ?? this.words[answer.kind === 'loggedOut' ? 'loggedOut' : 'offlineNow'];
        why.hidden = false;
    }
}
