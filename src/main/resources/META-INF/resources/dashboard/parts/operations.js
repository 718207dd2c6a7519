/** Each instance of a job: what became of it, and the words of the cloud to look it up by. */
import { html, useId, useState } from '../html.js';
import { countOf, OPERATION_STATES, operationState } from '../words.js';
import { Breakable } from './breakable.js';
import { Ago } from './moment.js';
import { Copy } from './copy.js';
import { Icon } from './icon.js';
import { OperationState } from './state.js';

export function Operations({ job }) {
    const [state, setState] = useState('');
    const [text, setText] = useState('');
    const shown = job.operations.filter(operation => (!state || operation.state === state) && fits(operation, text));
    return html`
        <section class="card operations" aria-labelledby="operations">
            <div class="operations-top">
                <h2 id="operations">Instances</h2>
                <${Search} text=${text} onText=${setText} />
                <${Copy} text=${shown.map(operation => operation.instanceId).join('\n')} what=${`${shown.length} ids`}
                         word=${`Copy ${shown.length} id${shown.length === 1 ? '' : 's'}`} />
            </div>
            <${Tabs} job=${job} state=${state} onState=${setState} />
            ${shown.length
                ? html`<${Table} operations=${shown} dryRun=${job.dryRun} />`
                : html`<p class="none">No instance fits the filter.</p>`}
        </section>`;
}

function fits({ instanceId, error, providerRequestId }, text) {
    const wanted = text.trim().toLowerCase();
    return [instanceId, providerRequestId, error?.code, error?.message, error?.providerCode, error?.providerMessage]
        .some(part => part?.toLowerCase().includes(wanted));
}

function Search({ text, onText }) {
    const id = useId();
    return html`
        <div class="search">
            <label class="unseen" for=${id}>Find instances by id, code, message or request id</label>
            <${Icon} name="search" />
            <input id=${id} class="input" type="search" placeholder="Id, code, message, request id" value=${text}
                   autocomplete="off" spellcheck=${false} onInput=${event => onText(event.currentTarget.value)} />
        </div>`;
}

function Tabs({ job, state, onState }) {
    const present = Object.keys(OPERATION_STATES).filter(name => countOf(job.progress, name) > 0 || name === state);
    return html`
        <div class="tabs" role="group" aria-label="Show instances by state">
            <${Tab} word="All" count=${job.progress.total} isOn=${!state} onClick=${() => onState('')} />
            ${present.map(name => html`
                <${Tab} key=${name} word=${operationState(name, job.dryRun).word} count=${countOf(job.progress, name)}
                        isOn=${state === name} onClick=${() => onState(name)} />`)}
        </div>`;
}

function Tab({ word, count, isOn, onClick }) {
    return html`<button type="button" class="chip" aria-pressed=${isOn} onClick=${onClick}>${word} <span>${count}</span></button>`;
}

// The roles are said expressly for the same reason as in the list of jobs.
function Table({ operations, dryRun }) {
    return html`
        <table class="table ops" role="table" aria-labelledby="operations">
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col">State</th>
                    <th role="columnheader" scope="col">Instance</th>
                    <th role="columnheader" scope="col">What happened</th>
                    <th role="columnheader" scope="col" class="end">Attempts</th>
                    <th role="columnheader" scope="col" class="end">Updated</th>
                </tr>
            </thead>
            <tbody role="rowgroup">
                ${operations.map(operation => html`<${Row} key=${operation.instanceId} operation=${operation} dryRun=${dryRun} />`)}
            </tbody>
        </table>`;
}

function Row({ operation, dryRun }) {
    const { instanceId, attempts, updatedAt } = operation;
    return html`
        <tr role="row">
            <td role="cell" class="ops-state"><${OperationState} operation=${operation} dryRun=${dryRun} /></td>
            <td role="cell" class="ops-id"><code>${instanceId}</code><${Copy} text=${instanceId} what=${instanceId} /></td>
            <td role="cell" class="ops-what"><${What} operation=${operation} /></td>
            <td role="cell" class="ops-attempts end"><span class="only-narrow">Attempts </span>${attempts}</td>
            <td role="cell" class="ops-updated end"><${Ago} at=${updatedAt} /></td>
        </tr>`;
}

function What({ operation }) {
    const { error, state, alreadyStopped, attempts, providerRequestId } = operation;
    return html`
        ${state === 'Pending' && !error && attempts === 0 && html`<div class="quiet">Not called yet</div>`}
        ${error && html`
            <div>
                ${state === 'Pending' && 'Will be tried again. Last answer: '}<strong><${Breakable} text=${error.code} /></strong>
                <div>${error.message}</div>
            </div>`}
        ${error?.providerCode && (error.providerCode !== error.code || error.providerMessage !== error.message) && html`
            <div class="quiet">Cloud: ${error.providerCode}${error.providerMessage && ` – ${error.providerMessage}`}</div>`}
        ${alreadyStopped && html`<div>Was stopped or stopping already</div>`}
        ${providerRequestId && html`
            <div class="quiet request-id">
                <span>Request <code>${providerRequestId}</code></span><${Copy} text=${providerRequestId} what=${`request id of ${operation.instanceId}`} />
            </div>`}`;
}
