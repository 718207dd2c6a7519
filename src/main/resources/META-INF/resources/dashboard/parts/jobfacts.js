/** What was asked for, by whom and when. */
import { html } from '../html.js';
import { duration, isoDuration } from '../time.js';
import { Copy } from './copy.js';
import { Moment, Took } from './moment.js';

export function JobFacts({ job }) {
    return html`
        <aside class="card facts" aria-label="About the job">
            <h2>About</h2>
            <dl>
                <${Fact} name="Target">
                    <a href=${`/dashboard/targets#${encodeURIComponent(job.target)}`}>${job.target}</a>
                    <span class="quiet"> · ${job.provider}, ${job.region}</span>
                <//>
                <${Fact} name="Asked by">${job.createdBy}<//>
                <${Fact} name="Created"><${Moment} at=${job.createdAt} /><//>
                <${When} name="Not before" at=${job.notBefore} />
                <${When} name="Started" at=${job.startedAt} />
                <${When} name="Cancel asked" at=${job.cancelRequestedAt} />
                <${When} name="Finished" at=${job.finishedAt} />
                ${job.startedAt && html`<${Fact} name=${job.finishedAt ? 'Took' : 'Running for'}><${Took} job=${job} /><//>`}
                <${When} name=${job.deadline ? 'Deadline' : 'Sends until'} at=${job.deadline ?? (job.finishedAt ? undefined : job.expiresAt)} />
                ${job.retryOf && html`
                    <${Fact} name="Tries again"><a href=${`/dashboard/jobs/${job.retryOf}`}><code>${job.retryOf}</code></a><//>`}
            </dl>
            <h2>Options</h2>
            <dl>
                ${job.dryRun && html`<${Fact} name="Dry run">yes, nothing is stopped<//>`}
                <${Fact} name="After stopping">${job.stoppedMode === 'StopCharging' ? 'stop charging' : 'keep charging'}<//>
                <${Fact} name="Done when">${job.waitFor === 'Stopped' ? 'seen stopped' : 'the cloud took the stop'}<//>
                <${Fact} name="Force">${job.forceStop ? 'yes, from the first call' : job.forceAfter
                    ? `after ${duration(isoDuration(job.forceAfter))}` : 'no'}<//>
                ${job.confirmStop && html`<${Fact} name="Local disks">stop confirmed<//>`}
                ${job.maxConcurrency !== null && html`<${Fact} name="Calls at once">${job.maxConcurrency} at most<//>`}
                ${job.maxErrors !== null && html`<${Fact} name="Gives up after">more than ${job.maxErrors} failed<//>`}
                <${Fact} name="Client token"><code>${job.clientToken}</code><${Copy} text=${job.clientToken} what="the client token" /><//>
            </dl>
        </aside>`;
}

function Fact({ name, children }) {
    return html`<div><dt>${name}</dt><dd>${children}</dd></div>`;
}

function When({ name, at }) {
    return at ? html`<${Fact} name=${name}><${Moment} at=${at} /><//>` : null;
}
