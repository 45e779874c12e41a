/* The questions that would be left if the interview ended now, and what can be done about each with one click. */

import { copyOf, filled, put, slot } from './shapes.js';

export class Questions {
    /** `told` has: put(number), choose(number), settle(act, fields) → answer. */
    constructor(root, { record, words, told }) {
        Object.assign(this, { root, record, words, told });
    }

    show() {
        const { ledger } = this.record;
        if (!ledger) return;
        this.root.querySelector('[data-questions-head]').textContent = ledger.blank ? filled(this.words.left, ledger.blank) : this.words.noneLeft;
        this.#fill(this.root.querySelector('[data-left]'), ledger.left);
        this.#fill(this.root.querySelector('[data-promised]'), ledger.promised);
        this.root.querySelector('[data-promised-part]').hidden = ledger.promised.length === 0;
    }

    #fill(place, questions) {
        // What somebody is choosing in stays as it is; the next news bring the rest.
        const open = place.querySelector('details[open]')?.closest('[data-question]');
        place.replaceChildren(...questions.map((question) => {
            const same = open && Number(open.dataset.question) === question.number && open.dataset.standing === this.#standing(question);
            return same ? open : this.row(question);
        }));
    }

    #standing(question) {
        if (question.promised) return filled(this.words.promised, question.promised);
        if (!question.approved) return this.words.pending;
        if (question.put) return this.words.put;
        return question.handed ? this.words.handed : '';
    }

    /** One question with everything that can be done about it. */
    row(question) {
        const row = copyOf('question');
        row.dataset.question = question.number;
        row.dataset.standing = this.#standing(question);
        const { rights, state } = this.record;
        slot(row, 'number').textContent = `#${question.number} ${question.nickname}`;
        slot(row, 'votes').textContent = question.votes ? filled(this.words.votes, question.votes) : '';
        put(row, 'state', this.#standing(question));
        slot(row, 'text').textContent = question.text;
        const button = (name) => row.querySelector(`[data-do="${name}"]`);
        const isArchived = state.value === 'archived';
        button('choose').hidden = !question.approved || !rights.record;
        // The archive takes answers only.
        button('put').hidden = button('choose').hidden || isArchived;
        button(question.put || isArchived ? 'choose' : 'put').classList.add('turn__button--first');
        button('approve').hidden = question.approved || !rights.moderate;
        button('promise').hidden = !question.approved || Boolean(question.promised) || !rights.moderate;
        row.querySelector('.question__more').hidden = !rights.moderate;
        button('put').addEventListener('click', () => this.told.put(question.number));
        button('choose').addEventListener('click', () => this.told.choose(question.number));
        const settle = async (act, fields = {}) => {
            const answer = await this.told.settle(act, { question: question.number, ...fields });
            put(row, 'why', answer.kind === 'ok' ? '' : answer.message ?? this.words[answer.kind === 'loggedOut' ? 'loggedOut' : 'offlineNow']);
        };
        button('approve').addEventListener('click', () => settle('approve'));
        button('promise').addEventListener('click', () => settle('promise'));
        button('decline').addEventListener('click', () => settle('decline', { reason: slot(row, 'reason').value }));
        button('merge').addEventListener('click', () => {
            const into = Number.parseInt(slot(row, 'into').value.replace('#', ''), 10);
            if (Number.isInteger(into)) settle('merge', { into });
            else put(row, 'why', this.words.mergeInto);
        });
        return row;
    }
}
