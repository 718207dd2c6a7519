/** One job: how far it is, why it is not further, and what became of each instance. */
import { html, useEffect, useRef, useState } from '../html.js';
import { may } from '../caller.js';
import { documentOf } from '../api.js';
import { announce } from '../announce.js';
import { useJob } from '../follow.js';
import { countDone, inWords, instances, isFinal, jobState, titleOf } from '../words.js';
import { Bar, Legend } from '../parts/bar.js';
import { Causes } from '../parts/causes.js';
import { Copy } from '../parts/copy.js';
import { FailureNotice } from '../parts/notice.js';
import { Freshness } from '../parts/freshness.js';
import { Icon } from '../parts/icon.js';
import { JobActions } from '../parts/jobactions.js';
import { JobFacts } from '../parts/jobfacts.js';
import { JobState } from '../parts/state.js';
import { Operations } from '../parts/operations.js';
import { Waiting } from '../parts/waiting.js';

export function JobPage({ id, query, caller }) {
    const [paused, setPaused] = useState(false);
    const { job, at, failure, again } = useJob(id, paused);
    useTitle(job);
    useNewsAnnounced(job);
    // The heading stays the same element when the job arrives: it has the focus.
    return html`
        <p class="trail"><a href="/dashboard/jobs"><${Icon} name="back" />Jobs</a></p>
        <div class="heading heading-job">
            <div>
                <h1 tabindex="-1">${job ? titleOf(job) : 'Stop job'}</h1>
                <p class="heading-id"><code>${id}</code><${Copy} text=${id} what="the job's id" /></p>
            </div>
            ${job && html`
                <div class="heading-actions">
                    ${may(caller, 'submit') && html`<${JobActions} job=${job} again=${again} />`}
                    <a class="button" href=${documentOf(job.id)}><${Icon} name="code" />JSON</a>
                </div>`}
        </div>
        <${Replayed} query=${query} />
        ${!job && failure && html`<${NotShown} failure=${failure} again=${again} />`}
        ${!job && !failure && html`<${Loading} />`}
        ${job && html`
            <div class="job-layout">
                <div class="job-main">
                    <${Progress} job=${job} at=${at} failure=${failure} paused=${paused} onPause=${() => setPaused(!paused)} />
                    <${Causes} job=${job} />
                    <${Operations} job=${job} />
                </div>
                <${JobFacts} job=${job} />
            </div>`}`;
}

function Progress({ job, at, failure, paused, onPause }) {
    return html`
        <section class="card progress" aria-label="Progress">
            <div class="progress-top">
                <${JobState} job=${job} large=${true} />
                <span class="progress-count"><strong>${countDone(job)}</strong> of ${instances(job.progress.total)} done</span>
                ${isFinal(job)
                    ? failure && html`<${Freshness} at=${at} failure=${failure} what="The job" />`
                    : html`<${Freshness} at=${at} failure=${failure} what="The job" paused=${paused} onPause=${onPause} />`}
            </div>
            <${Bar} job=${job} label="Progress of the job" large=${true} />
            <${Legend} job=${job} />
            <${Waiting} job=${job} paused=${paused} />
        </section>`;
}

/** Said by the form that led here, which found that it had asked before. */
function Replayed({ query }) {
    const words = {
        running: 'This very request was made before and is still at work. Here it is; nothing was sent twice.',
        done: 'This very request was made before and is over. Here is what came of it; nothing was sent again.',
    }[query.get('repeat')];
    return words && html`<p class="notice tone-busy"><${Icon} name="retry" /><span>${words}</span></p>`;
}

function NotShown({ failure, again }) {
    if (failure.status === 404) {
        return html`
            <div class="card empty">
                <${Icon} name="search" />
                <h2>There is no such job</h2>
                <p>The id may be mistyped, or the job may be older than jobs are kept.</p>
                <a class="button" href="/dashboard/jobs">See all jobs</a>
            </div>`;
    }
    return html`<${FailureNotice} title="The job cannot be shown" failure=${failure} onAgain=${again} />`;
}

function Loading() {
    return html`
        <div class="card skeletons" aria-hidden="true">${[1, 2, 3].map(each => html`<div key=${each} class="skeleton"></div>`)}</div>
        <p class="unseen">Loading the job</p>`;
}

/** The state first: that is what is looked for among many tabs. */
function useTitle(job) {
    const state = job && jobState(job).word;
    const title = job && titleOf(job);
    useEffect(() => {
        if (job) {
            document.title = `${isFinal(job) ? state : `${countDone(job)}/${job.progress.total}`} · ${title} · Fleetstop`;
        }
    }, [state, title, job && countDone(job)]);
}

/** Turns of events, and not each of a hundred operations. */
function useNewsAnnounced(job) {
    const state = job?.state;
    const before = useRef();
    useEffect(() => {
        if (state && before.current && before.current !== state) {
            announce(`The job is now ${jobState(job).word.toLowerCase()}: ${inWords(job)}`);
        }
        before.current = state;
    }, [state]);
}
