/* Counts text as the platforms do; the server has the last word (syndication.channels.weibo.text). */

const ADDRESS = /https?:\/\/[A-Za-z0-9]+(?:\.[A-Za-z0-9]+)*(?::\d+)?[-A-Za-z0-9_$.+!*()/,:;@&=?~#%]*/g;
const ADDRESS_UNITS = 20;
const ADDRESS_FREE_LENGTH = 140;
const OWN = /^https?:\/\/(?:weibo\.com|weibo\.cn|t\.sina\.com\.cn|t\.sina\.cn)(?![-\w.])/;
const OWN_FREE_LENGTH = 41;

function halfUnits(text) {
    let units = 0;
    for (const character of text) {
        const code = character.codePointAt(0);
        if (code <= 0xff) units += 1;
        else units += code <= 0xffff ? 2 : 4;
    }
    return units;
}

function weibo(text) {
    let units = 0;
    const rest = text.replace(/\r\n/g, '\n').replace(ADDRESS, (address) => {
        if (/^https?:\/\/t\.cn\//.test(address)) return address;
        if (OWN.test(address) && address.length <= OWN_FREE_LENGTH) return address;
        units += ADDRESS_UNITS + Math.max(0, address.length - ADDRESS_FREE_LENGTH);
        return '';
    });
    return Math.ceil((units + halfUnits(rest)) / 2);
}

export function measure(text, counting) {
    const trimmed = text.trim();
    return counting === 'weibo' ? weibo(trimmed) : Array.from(trimmed).length;
}
