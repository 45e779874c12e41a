/* What the browser keeps for one person and one interview, also when it is closed. */

export class Store {
    /** Whether the browser really keeps it; a private window or a full disk may not. */
    keeps = true;
    #fallback = new Map();

    constructor(sitting, user) {
        this.prefix = `interview-console:${sitting}:${user}:`;
    }

    get(name) {
        if (this.#fallback.has(name)) return this.#fallback.get(name);
        try {
            return JSON.parse(localStorage.getItem(this.prefix + name) ?? 'null');
        } catch {
            return null;
        }
    }

    set(name, value) {
        try {
            localStorage.setItem(this.prefix + name, JSON.stringify(value));
            this.#fallback.delete(name);
        } catch {
            this.keeps = false;
            this.#fallback.set(name, value);
        }
    }

    remove(name) {
        this.#fallback.delete(name);
        try {
            localStorage.removeItem(this.prefix + name);
        } catch {
            this.keeps = false;
        }
    }

    /** Names that begin so, in their order. */
    names(beginning) {
        const found = new Set([...this.#fallback.keys()].filter((name) => name.startsWith(beginning)));
        try {
            for (let at = 0; at < localStorage.length; at += 1) {
                const key = localStorage.key(at);
                if (key.startsWith(this.prefix + beginning)) found.add(key.slice(this.prefix.length));
            }
        } catch {
            this.keeps = false;
        }
        return [...found].sort();
    }
}

/** A key that nobody else has. crypto.randomUUID is missing where the portal is not served by HTTPS. */
export function newKey() {
    return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
