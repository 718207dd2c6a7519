/** All jobs, newest first; the address holds the filter, so that it can be sent to somebody. */
import { html, useEffect, useRef, useState } from '../html.js';
import { listJobs, listTargets } from '../api.js';
import { announce } from '../announce.js';
import { may } from '../caller.js';
import { usePoll } from '../poll.js';
import { go } from '../router.js';
import { FailureNotice } from '../parts/notice.js';
import { Filters, FILTERS } from '../parts/filters.js';
import { Freshness } from '../parts/freshness.js';
import { Icon } from '../parts/icon.js';
import { JobRows } from '../parts/jobrows.js';

const PAGE_SIZE = 25;
const LIVE_EVERY = 2_500;

/** What was last seen under an address, so that Back shows it at once, where one was. */
const seen = new Map();

function remember(key, answer) {
    seen.delete(key);
    seen.set(key, answer);
    if (seen.size > 20) {
        seen.delete(seen.keys().next().value);
    }
}

export function JobsPage({ query, caller }) {
    const [paused, setPaused] = useState(false);
    const filter = Object.fromEntries(FILTERS.map(name => [name, query.get(name) ?? '']));
    const pageToken = query.get('pageToken') ?? '';
    const key = new URLSearchParams({ ...filter, pageToken }).toString();
    const { answer, at, failure, pending, again } = usePoll(
        options => listJobs({ ...filter, pageToken, pageSize: PAGE_SIZE }, options).then(({ body }) => {
            remember(key, body);
            return body;
        }),
        // An older page does not change but for what its jobs still do; it is not worth asking for all the time.
        { key, every: pageToken ? 0 : LIVE_EVERY, paused });
    const { answer: targets } = usePoll(options => listTargets(options).then(({ body }) => body.targets), { every: 60_000 });
    const shown = pending || !answer ? seen.get(key) ?? answer : answer;
    const isFiltered = FILTERS.some(name => filter[name]);
    useCountAnnounced(key, pending ? undefined : answer);
    return html`
        <div class="heading">
            <h1 tabindex="-1">Stop jobs</h1>
            ${pageToken
                ? html`<button type="button" class="button button-quiet" onClick=${again}><${Icon} name="refresh" />Refresh</button>`
                : html`<${Freshness} at=${at} failure=${failure} what="The list" paused=${paused} onPause=${() => setPaused(!paused)} />`}
        </div>
        <${Filters} filter=${filter} targets=${targets} />
        ${failure && !shown && html`
            <${FailureNotice} title=${failure.mayPass ? 'The jobs cannot be shown' : 'The filter was refused'} failure=${failure}
                              onAgain=${failure.mayPass ? again : undefined} />`}
        ${!shown && !failure && html`<${Loading} />`}
        ${shown && html`<${List} page=${shown} isOld=${pending} isFiltered=${isFiltered} isFirst=${!pageToken} query=${query} caller=${caller} />`}`;
}

function List({ page, isOld, isFiltered, isFirst, query, caller }) {
    if (!page.jobs.length) {
        return isFiltered || !isFirst ? html`<${NothingFound} />` : html`<${NothingYet} caller=${caller} />`;
    }
    const next = new URLSearchParams(query);
    next.set('pageToken', page.nextPageToken ?? '');
    const newest = new URLSearchParams(query);
    newest.delete('pageToken');
    return html`
        <${JobRows} jobs=${page.jobs} isOld=${isOld} />
        <nav class="pager" aria-label="More jobs">
            ${!isFirst && html`<a class="button" href=${`/dashboard/jobs?${newest}`}><${Icon} name="back" />Newest</a>`}
            <span class="quiet">${isFirst ? 'Newest' : 'Older'} ${page.jobs.length === 1 ? 'job' : `${page.jobs.length} jobs`}${
                isFirst ? '' : ', as they were when this page was opened'}</span>
            ${page.nextPageToken && html`<a class="button" href=${`/dashboard/jobs?${next}`}>Older<${Icon} name="next" /></a>`}
        </nav>`;
}

const counted = number => number === 1 ? '1 job' : `${number || 'no'} jobs`;

/** Once for each filter; a list that grows by itself is not read out. */
function useCountAnnounced(key, answer) {
    const told = useRef(key);
    useEffect(() => {
        if (answer && told.current !== key) {
            told.current = key;
            announce(`${counted(answer.jobs.length)} found${answer.nextPageToken ? ', more follow' : ''}`);
        }
    }, [key, answer]);
}

function Loading() {
    return html`
        <div class="card skeletons" aria-hidden="true">${[1, 2, 3, 4, 5, 6].map(each => html`<div key=${each} class="skeleton"></div>`)}</div>
        <p class="unseen">Loading the jobs</p>`;
}

function NothingFound() {
    return html`
        <div class="card empty">
            <${Icon} name="search" />
            <h2>No job fits the filter</h2>
            <p>Jobs are kept for as long as the service is set to, 30 days unless changed.</p>
            <button type="button" class="button" onClick=${() => go('/dashboard/jobs')}>Show all jobs</button>
        </div>`;
}

function NothingYet({ caller }) {
    return html`
        <div class="card empty">
            <${Icon} name="stopped" />
            <h2>Nothing has been stopped yet</h2>
            <p>A job stops up to 100 instances with one request, here or with <code>POST /v1/stop-jobs</code>.</p>
            ${may(caller, 'submit') && html`<a class="button button-main" href="/dashboard/submit">Stop instances</a>`}
        </div>`;
}
