/** Jobs below each other: a table where there is room, cards where there is none. */
import { html } from '../html.js';
import { countDone, inWords, isFinal, titleOf } from '../words.js';
import { go } from '../router.js';
import { Bar } from './bar.js';
import { Ago, Took } from './moment.js';
import { JobState } from './state.js';

// Said expressly: a table that is laid out as cards is none any more to some screen readers.
export function JobRows({ jobs, isOld }) {
    return html`
        <div class="card table-card">
            <table class=${isOld ? 'table jobs is-old' : 'table jobs'} role="table" aria-label="Stop jobs" aria-busy=${isOld}>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">State</th>
                        <th role="columnheader" scope="col">Job</th>
                        <th role="columnheader" scope="col">Target</th>
                        <th role="columnheader" scope="col">Progress</th>
                        <th role="columnheader" scope="col" class="end">Created</th>
                        <th role="columnheader" scope="col" class="end">Took</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">${jobs.map(job => html`<${JobRow} key=${job.id} job=${job} />`)}</tbody>
            </table>
        </div>`;
}

function JobRow({ job }) {
    const address = `/dashboard/jobs/${job.id}`;
    const onClick = event => {
        const isBesides = event.target.closest('a, button') || event.defaultPrevented || String(getSelection());
        if (!isBesides) {
            go(address);
        }
    };
    return html`
        <tr role="row" class="row-link" onClick=${onClick}>
            <td role="cell" class="jobs-state"><${JobState} job=${job} /></td>
            <td role="cell" class="jobs-name">
                <a href=${address}>${titleOf(job)}</a>
                ${job.dryRun && html` <span class="tag">Dry run</span>`}
                ${job.forceStop && html` <span class="tag tone-warn">Forced</span>`}
                <code class="quiet">${job.id}</code>
            </td>
            <td role="cell" class="jobs-target">${job.target}</td>
            <td role="cell" class="jobs-progress">
                <${Bar} job=${job} label=${`Progress of ${titleOf(job)}`} />
                <span class="small">
                    ${!isFinal(job) && html`<strong>${countDone(job)} of ${job.progress.total}</strong> · `}${inWords(job)}
                </span>
            </td>
            <td role="cell" class="jobs-created end"><${Ago} at=${job.createdAt} /></td>
            <td role="cell" class="jobs-took end"><${Took} job=${job} /></td>
        </tr>`;
}
