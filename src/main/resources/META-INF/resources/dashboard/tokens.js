/** Client tokens: the same for the same request, so that a double click, or another try when no answer came, makes one job. */

const STORE = 'fleetstop.token';

/** Kept with the tab, so that a reload after a lost answer still knows it. */
export function tokenFor(request) {
    const content = JSON.stringify(request);
    const kept = read();
    if (kept?.content === content) {
        return kept.token;
    }
    const token = fresh();
    write({ content, token });
    return token;
}

/** The request was answered: the next one like it is meant as another one. */
export function forgetToken() {
    write(undefined);
}

// randomUUID is only there over https and on this very machine.
function fresh() {
    return [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

let inMemory;

function read() {
    try {
        return JSON.parse(sessionStorage.getItem(STORE)) ?? inMemory;
    } catch {
        return inMemory;
    }
}

function write(value) {
    inMemory = value;
    try {
        sessionStorage.setItem(STORE, JSON.stringify(value ?? null));
    } catch {
        // Storage may be forbidden; then a reload makes a new token.
    }
}
