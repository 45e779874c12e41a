/* Speaking to the portal. Every answer is one of:
   ok (with data) · refused (with status, code, message) · away (no connection, or the portal is in trouble) ·
   loggedOut (the session has ended, or somebody else has logged in). */

const PATIENCE = 20000;

export class Wire {
    #token = '';
    #known = [0, ''];

    constructor(setup) {
        this.setup = setup;
    }

    /** What came after an entry. */
    async news(after, ledger) {
        this.#known = [after, ledger];
        const answer = await this.#ask(`${this.setup.entries}?after=${after}&ledger=${encodeURIComponent(ledger)}`);
        if (answer.kind !== 'ok') return answer;
        this.#token = answer.data.token;
        return answer.data.user === this.setup.user ? answer : { kind: 'loggedOut' };
    }

    act(name, fields) {
        const body = JSON.stringify({ ...fields, user: this.setup.user });
        return this.#send(this.setup.act.replace('NAME', name), body, { 'Content-Type': 'application/json' });
    }

    picture(file) {
        const body = new FormData();
        body.append('file', file, file.name || 'picture.png');
        return this.#send(this.setup.pictures, body, {});
    }

    async #send(address, body, headers) {
        if (!this.#token) await this.news(...this.#known);
        const once = () => this.#ask(address, { method: 'POST', body, headers: { ...headers, 'X-CSRFToken': this.#token } });
        const answer = await once();
        if (answer.kind !== 'stale') return answer;
        // A log-in in another tab has changed the token.
        const news = await this.news(...this.#known);
        if (news.kind !== 'ok') return news;
        const again = await once();
        return again.kind === 'stale' ? { kind: 'loggedOut' } : again;
    }

    async #ask(address, options = {}) {
        const patience = new AbortController();
        const timer = setTimeout(() => patience.abort(), PATIENCE);
        try {
            const response = await fetch(address, { credentials: 'same-origin', redirect: 'manual', signal: patience.signal, ...options });
            if (response.type === 'opaqueredirect') return { kind: 'loggedOut' };
            const isJson = response.headers.get('Content-Type')?.startsWith('application/json');
            if (isJson && response.status < 500) {
                const data = await response.json();
                if (response.ok) return { kind: 'ok', data };
                return data.code === 'other_user' ? { kind: 'loggedOut', ...data } : { kind: 'refused', status: response.status, ...data };
            }
            if (response.status === 403) return { kind: 'stale' };
            if (response.status === 404 || response.status === 413) {
                return { kind: 'refused', status: response.status, code: 'gone', message: this.setup.words[response.status === 404 ? 'gone' : 'tooBig'] };
            }
            return { kind: 'away', isTrouble: response.status >= 500 };
        } catch {
            return { kind: 'away' };
        } finally {
            clearTimeout(timer);
        }
    }
}
