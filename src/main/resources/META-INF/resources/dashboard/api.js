/** Everything that leaves the page goes through {@link call}, but for streams of events. */

/** Milliseconds; the service itself gives up after five seconds. */
const PATIENCE = 10_000;

/** What the window is told when the service does not know any more who asks. */
export const OUT = 'fleetstop-out';

/** The service refused, and said why. */
export class Problem extends Error {
    constructor(status, document, retryAfter) {
        super(document.detail ?? document.title ?? `The service answered ${status}.`);
        this.status = status;
        this.code = document.code ?? `HTTP ${status}`;
        this.requestId = document.requestId;
        this.jobId = document.jobId;
        this.errors = document.errors ?? [];
        this.retryAfter = retryAfter;
    }

    /** Whether the same question may be answered later. */
    get mayPass() {
        return this.status >= 500 || this.status === 429 || this.status === 408;
    }
}

/** No answer came, so nobody knows whether the request arrived. */
class Unreachable extends Error {
    get mayPass() {
        return true;
    }
}

async function call(method, path, { query, body, etag, signal } = {}) {
    const headers = { Accept: 'application/json' };
    if (method !== 'GET') {
        // No page of another site can send it along, while the browser would send the session with whatever such a page sends.
        headers['X-Fleetstop-Page'] = '1';
    }
    if (etag) {
        headers['If-None-Match'] = etag;
    }
    if (body) {
        headers['Content-Type'] = 'application/json';
    }
    const { status, read, document } = await send(path + search(query), {
        method,
        headers,
        body: body && JSON.stringify(body),
        // Entity tags are ours to send; a second copy in the browser's cache would hide a 304.
        cache: 'no-store',
        credentials: 'same-origin',
        redirect: 'error',
    }, signal);
    if (status === 304) {
        return { unchanged: true };
    }
    if (status >= 400) {
        if (status === 401) {
            dispatchEvent(new Event(OUT));
        }
        throw new Problem(status, document ?? {}, Number(read('Retry-After')) || undefined);
    }
    return { body: document, etag: read('ETag'), replayed: read('Idempotency-Replayed') === 'true' };
}

/** The time-out covers the body too, which may stall after the headers came. */
async function send(address, request, given) {
    const control = new AbortController();
    const giveUp = () => control.abort();
    const timer = setTimeout(giveUp, PATIENCE);
    given?.addEventListener('abort', giveUp);
    try {
        const response = await fetch(address, { ...request, signal: control.signal });
        const text = await response.text();
        return {
            status: response.status,
            read: name => response.headers.get(name),
            document: response.ok && text ? JSON.parse(text) : problem(text),
        };
    } catch (failure) {
        if (given?.aborted) {
            throw failure;
        }
        throw new Unreachable(control.signal.aborted
            ? `No answer within ${PATIENCE / 1000} seconds.`
            : 'The service cannot be reached.');
    } finally {
        clearTimeout(timer);
        given?.removeEventListener('abort', giveUp);
    }
}

/** What stands between may refuse with a page of its own. */
function problem(text) {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}

function search(query = {}) {
    const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
    return given.length ? `?${new URLSearchParams(given)}` : '';
}

const JOBS = '/v1/stop-jobs';
const job = id => `${JOBS}/${encodeURIComponent(id)}`;

export const listJobs = (query, options) => call('GET', JOBS, { ...options, query });
export const readJob = (id, options) => call('GET', job(id), options);
export const createJob = request => call('POST', JOBS, { body: request });
export const cancelJob = id => call('POST', `${job(id)}/cancel`);
export const retryJob = (id, clientToken) => call('POST', `${job(id)}/retry`, { body: { clientToken } });
export const listTargets = options => call('GET', '/v1/targets', options);
export const readPace = (name, options) =>
    call('GET', `/v1/targets/${encodeURIComponent(name)}/pace`, { ...options, query: { minutes: 60 } });

export const readCaller = options => call('GET', '/v1/caller', options);
export const logOut = () => call('POST', '/dashboard/logout');

/** Where a job tells of itself, and where it can be read as it is. */
export const eventsOf = id => `${job(id)}/events`;
export const documentOf = id => job(id);
