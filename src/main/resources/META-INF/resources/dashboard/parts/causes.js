/** Why instances did not stop, each reason once: the first question of whoever opens a job that failed. */
import { html } from '../html.js';
import { causes } from '../wait.js';
import { instances, operationState } from '../words.js';
import { Copy } from './copy.js';
import { Icon } from './icon.js';

export function Causes({ job }) {
    const found = causes(job);
    if (!found.length) {
        return null;
    }
    return html`
        <section class="card causes" aria-labelledby="causes">
            <h2 id="causes">What did not stop, and why</h2>
            <ul>
                ${found.map(cause => html`
                    <li key=${cause.key} class=${`tone-${operationState(cause.state).tone}`}>
                        <${Icon} name=${operationState(cause.state).icon} />
                        <div>
                            <strong>${cause.code}</strong>
                            <span class="cause-count">${operationState(cause.state).word.toLowerCase()}, ${instances(cause.count)}</span>
                            <p>${cause.message}</p>
                        </div>
                        <${Copy} text=${idsOf(job, cause)} what=${`ids that ended with ${cause.code}`} />
                    </li>`)}
            </ul>
        </section>`;
}

function idsOf(job, cause) {
    return job.operations
        .filter(operation => operation.state === cause.state && operation.error?.code === cause.code)
        .map(operation => operation.instanceId)
        .join('\n');
}
