/** Why instances did not stop, each reason once: the first question of whoever opens a job that failed. */
import { html } from '../html.js';
import { causes } from '../wait.js';
import { instances, operationState } from '../words.js';
import { Copy } from './copy.js';
import { Icon } from './icon.js';
import { Breakable } from './breakable.js';

/** More would hide the reasons, and all of them are below. */
const MOST_IDS_SHOWN = 3;

export function Causes({ job }) {
    const found = causes(job);
    if (!found.length) {
        return null;
    }
    return html`
        <section class="card causes" aria-labelledby="causes">
            <h2 id="causes">${job.dryRun ? 'What would not stop, and why' : 'What did not stop, and why'}</h2>
            <ul>${found.map(cause => html`<${Cause} key=${cause.key} cause=${cause} dryRun=${job.dryRun} />`)}</ul>
        </section>`;
}

function Cause({ cause: { code, message, state, ids }, dryRun }) {
    const { word, tone, icon } = operationState(state, dryRun);
    const more = ids.length - MOST_IDS_SHOWN;
    return html`
        <li class=${`tone-${tone}`}>
            <${Icon} name=${icon} />
            <div>
                <strong><${Breakable} text=${code} /></strong>
                <span class="cause-count">${dryRun ? '' : `${word}, `}${instances(ids.length)}</span>
                <p>${message}</p>
                <p class="cause-ids">
                    ${ids.slice(0, MOST_IDS_SHOWN).map(id => html`<code key=${id}>${id}</code>`)}${more > 0 && html`<span>and ${more} more</span>`}
                </p>
            </div>
            <${Copy} text=${ids.join('\n')} what=${`the ids with ${code}`} />
        </li>`;
}
