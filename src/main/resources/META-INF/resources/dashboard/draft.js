/** What is filled in, and the request that it makes. */
import { fromLocalField, toLocalField } from './time.js';

const EMPTY = {
    text: '', target: '', stoppedMode: 'KeepCharging', waitFor: 'Accepted', forceStop: false, confirmStop: false,
    forceAfter: '', maxConcurrency: '', maxErrors: '', notBefore: '', deadline: '', description: '',
};

/** Kept while the page lives: who looks something up in between must not begin anew. */
let kept = EMPTY;

export const keptDraft = () => kept;

export function keepDraft(draft) {
    kept = draft;
}

export function clearDraft() {
    kept = EMPTY;
}

/** For who comes to a check by its address and wants to change it: nothing was filled in here before. */
export function draftFromCheck(check) {
    if (kept !== EMPTY) {
        return;
    }
    const { instanceIds, ...known } = keptFor(check.id) ?? recorded(check);
    const ids = instanceIds ?? check.operations.map(operation => operation.instanceId);
    const times = Object.fromEntries(['notBefore', 'deadline'].filter(name => known[name]).map(name => [name, toLocalField(known[name])]));
    kept = { ...EMPTY, ...known, ...times, text: ids.join('\n') };
}

/** Only what was chosen: what is left out has the service's defaults, today's and tomorrow's. */
export function requestOf(draft, ids) {
    const waits = draft.waitFor === 'Stopped';
    return withoutEmpty({
        instanceIds: ids,
        target: draft.target,
        stoppedMode: draft.stoppedMode,
        waitFor: draft.waitFor,
        forceStop: draft.forceStop,
        confirmStop: draft.confirmStop,
        forceAfter: waits ? draft.forceAfter : undefined,
        maxConcurrency: number(draft.maxConcurrency),
        maxErrors: number(draft.maxErrors),
        notBefore: fromLocalField(draft.notBefore),
        deadline: fromLocalField(draft.deadline),
        description: draft.description.trim(),
    });
}

function withoutEmpty(request) {
    return Object.fromEntries(Object.entries(request)
        .filter(([, value]) => value !== undefined && value !== '' && value !== false));
}

/** What is no number stays as it is, so that the service can name the field. */
function number(text) {
    return text === '' ? undefined : Number.isFinite(Number(text)) ? Number(text) : text;
}

/** A check goes at once and to its end, whatever the stop is to wait for. */
export function checkOf({ notBefore, deadline, maxErrors, ...request }) {
    return { ...request, dryRun: true };
}

const STORE = 'fleetstop.check';

/** A check does not know all that the stop is to have, so that is kept beside it. */
export function keepChecked(id, request) {
    try {
        sessionStorage.setItem(STORE, JSON.stringify({ id, request }));
    } catch {
        // Storage may be forbidden; what the check itself knows is most of it.
    }
}

/** The stop that a check was made for, over those that passed. What is stopped already needs no call. */
export function stopAfter(check) {
    const passed = check.operations.filter(operation => operation.state === 'Accepted');
    return { ...(keptFor(check.id) ?? recorded(check)), instanceIds: passed.map(operation => operation.instanceId) };
}

function keptFor(id) {
    try {
        const checked = JSON.parse(sessionStorage.getItem(STORE));
        return checked?.id === id ? checked.request : undefined;
    } catch {
        return undefined;
    }
}

/** For a check that somebody else made, or another tab. */
function recorded(check) {
    const { target, stoppedMode, waitFor, forceStop, confirmStop, forceAfter, maxConcurrency, description } = check;
    return withoutEmpty({
        target, stoppedMode, waitFor, forceStop, confirmStop,
        forceAfter: forceAfter ?? undefined, maxConcurrency: maxConcurrency ?? undefined, description: description ?? '',
    });
}
