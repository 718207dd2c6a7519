/** One job, followed until it is over: by its event stream, and by asking where there is none. */
import { useCallback, useEffect, useRef, useState } from './html.js';
import { eventsOf, readJob } from './api.js';
import { pause } from './poll.js';
import { isFinal, OPERATION_STATES } from './words.js';

const ASK_EVERY = 2_000;
/** A stream may die without a word, as when a laptop slept; this often it is checked, at the price of a 304. */
const CHECK_EVERY = 15_000;
/** A hundred operations may change within a second; drawing them ten times a second is plenty. */
const DRAW_EVERY = 100;

/** @return `{job, at, failure, again}`: as last known, when that was, what went wrong since */
export function useJob(id, paused = false) {
    const [state, setState] = useState({});
    const again = useRef(() => {});
    useEffect(() => {
        if (paused) {
            return undefined;
        }
        const following = follow(id, state.id === id ? state : {}, known => setState({ ...known, id }));
        again.current = following.again;
        return following.end;
    }, [id, paused]);
    return { ...(state.id === id ? state : {}), again: useCallback(() => again.current(), []) };
}

/** @param before what is known of the job already, so that a failure does not take it away */
function follow(id, before, tell) {
    const known = { ...before, failure: undefined };
    const control = new AbortController();
    let stream;
    let asking;
    let drawing;
    let failures = 0;
    let isAsking = false;
    let isNews = false;

    function draw() {
        drawing ??= setTimeout(() => {
            drawing = undefined;
            tell({ ...known });
        }, DRAW_EVERY);
    }

    function learn(job) {
        known.job = job;
        known.at = Date.now();
        known.failure = undefined;
        draw();
    }

    async function ask() {
        if (isAsking) {
            // The answer under way may have been given before what makes us ask again.
            isNews = true;
            return;
        }
        clearTimeout(asking);
        isAsking = true;
        await askOnce();
        isAsking = false;
        if (control.signal.aborted) {
            return;
        }
        if (known.failure?.mayPass === false || known.job && isFinal(known.job)) {
            closeStream();
        } else if (isNews && !known.failure) {
            isNews = false;
            ask();
        } else {
            openStream();
            schedule();
        }
    }

    async function askOnce() {
        try {
            const answer = await readJob(id, { etag: known.etag, signal: control.signal });
            failures = 0;
            known.etag = answer.etag ?? known.etag;
            learn(answer.unchanged ? known.job : merged(known.job, answer.body));
        } catch (failure) {
            failures++;
            known.failure = failure;
            draw();
        }
    }

    function schedule() {
        clearTimeout(asking);
        const isStreaming = stream?.readyState === EventSource.OPEN && !known.failure;
        asking = setTimeout(ask, isStreaming ? CHECK_EVERY : pause(ASK_EVERY, failures, known.failure));
    }

    /** Not while hidden: a browser has six connections to a server, and twenty tabs would leave none to work with. */
    function openStream() {
        if (stream || document.hidden || !known.job) {
            return;
        }
        stream = new EventSource(eventsOf(id));
        // What happened between the last answer and the first event would be missed.
        stream.onopen = () => ask();
        // It opens itself again, if it can. One that is closed for good is kept, so that no other is tried.
        stream.onerror = schedule;
        stream.addEventListener('operation', event => learn(withOperation(known.job, JSON.parse(event.data))));
        stream.addEventListener('job', event => {
            const summary = JSON.parse(event.data);
            if (isFinal(summary)) {
                // The last word is the record's.
                ask();
            } else {
                learn(merged(known.job, { ...summary, operations: known.job.operations }));
            }
        });
    }

    function closeStream() {
        stream?.close();
        stream = undefined;
    }

    function onShown() {
        if (document.hidden) {
            closeStream();
            schedule();
        } else if (!known.job || !isFinal(known.job)) {
            ask();
        }
    }

    document.addEventListener('visibilitychange', onShown);
    ask();
    return {
        again: ask,
        end() {
            control.abort();
            closeStream();
            clearTimeout(asking);
            clearTimeout(drawing);
            document.removeEventListener('visibilitychange', onShown);
        },
    };
}

/** Answers and events overtake each other: of each operation the younger is true, and a job that is over stays so. */
function merged(before, job) {
    if (!before) {
        return job;
    }
    if (isFinal(before) && !isFinal(job)) {
        return before;
    }
    const known = new Map(before.operations.map(operation => [operation.instanceId, operation]));
    const operations = job.operations.map(operation => younger(known.get(operation.instanceId), operation));
    return { ...job, operations, progress: tally(operations) };
}

function withOperation(job, operation) {
    const operations = job.operations.map(each => each.instanceId === operation.instanceId ? younger(each, operation) : each);
    return { ...job, operations, progress: tally(operations) };
}

function younger(one, other) {
    return one && comparable(one.updatedAt) > comparable(other.updatedAt) ? one : other;
}

/** The service leaves out zeros at the end of a fraction, and milliseconds are too coarse to tell events apart. */
function comparable(at) {
    const [seconds, fraction = ''] = at.slice(0, -1).split('.');
    return `${seconds}.${fraction.padEnd(9, '0')}`;
}

function tally(operations) {
    const progress = { total: operations.length };
    Object.keys(OPERATION_STATES).forEach(name => {
        progress[name.toLowerCase()] = operations.filter(operation => operation.state === name).length;
    });
    return progress;
}
