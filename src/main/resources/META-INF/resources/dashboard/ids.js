/** Reads instance ids the way people paste them: from a shell, a spreadsheet, a JSON list. */

export const MOST_IDS = 100;
const LONGEST_ID = 128;
const BETWEEN = /[\s,;"'[\]]+/;
const STRANGE = /[^A-Za-z0-9._-]/u;

/** @return `{ids, repeats, faults}`: distinct good ids in their first order; each fault names its id, line and what is wrong */
export function readIds(text) {
    const distinct = new Set();
    const faults = [];
    let repeats = 0;
    text.split('\n').forEach((line, index) => {
        line.split(BETWEEN).filter(id => id).forEach(id => {
            const fault = faultOf(id);
            if (fault) {
                faults.push({ id, line: index + 1, fault });
            } else if (distinct.has(id)) {
                repeats++;
            } else {
                distinct.add(id);
            }
        });
    });
    return { ids: [...distinct], repeats, faults };
}

function faultOf(id) {
    if (id.length > LONGEST_ID) {
        return `has ${id.length} characters; ${LONGEST_ID} is the most`;
    }
    const strange = STRANGE.exec(id)?.[0];
    return strange && `has ${named(strange)}; only A–Z a–z 0–9 . _ - can be in an id`;
}

/** With its number where it looks like a letter that would be allowed. */
function named(character) {
    const number = character.codePointAt(0);
    return number < 128 ? `“${character}”` : `“${character}” (U+${number.toString(16).toUpperCase().padStart(4, '0')})`;
}
