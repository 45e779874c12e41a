/* The record as this browser knows it. News are applied like by any reader: what one has up to entry N, and what
   came after N. */

export class Record {
    last = 0;
    turns = new Map();
    order = [];
    speakers = [];
    state = null;
    rights = {};
    ledger = null;

    /** Apply news and return what changed, or null if they are older than what is known. */
    apply(news) {
        if (news.again) Object.assign(this, { last: 0, turns: new Map(), order: [] });
        if (news.last < this.last) return null;
        this.last = news.last;
        const changed = { turns: new Set(), order: Boolean(news.order) || news.again, speakers: Boolean(news.speakers) };
        for (const turn of news.turns ?? []) {
            const known = this.turns.get(turn.number);
            if (known && known.version > turn.version) continue;
            this.turns.set(turn.number, turn);
            changed.turns.add(turn.number);
        }
        if (news.order) this.order = news.order;
        if (news.speakers) this.speakers = news.speakers;
        changed.state = JSON.stringify(this.state) !== JSON.stringify(news.state);
        this.state = news.state;
        changed.rights = Boolean(news.rights) && JSON.stringify(this.rights) !== JSON.stringify(news.rights);
        if (news.rights) this.rights = news.rights;
        changed.ledger = Boolean(news.ledger);
        if (news.ledger) this.ledger = news.ledger;
        return changed;
    }

    speaker(number) {
        return this.speakers.find((each) => each.number === number);
    }

    /** The turns that are known, in their order. */
    get inOrder() {
        return this.order.map((number) => this.turns.get(number)).filter(Boolean);
    }

    /** Number of the turn behind which another one comes if it moves by one; undefined at the edge. */
    afterMoving(number, by) {
        const order = this.order.filter((each) => this.turns.has(each));
        const at = order.indexOf(number);
        if (by < 0) return at > 0 ? order[at - 2] ?? 0 : undefined;
        return at >= 0 && at < order.length - 1 ? order[at + 1] : undefined;
    }
}
