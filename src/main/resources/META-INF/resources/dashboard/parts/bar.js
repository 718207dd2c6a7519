/** How far a job is: one bar for all of its operations, and the same in numbers. */
import { html } from '../html.js';
import { countDone, countOf, inWords, OPERATION_STATES, operationState } from '../words.js';
import { Icon } from './icon.js';

export function Bar({ job, label, large = false }) {
    const { total } = job.progress;
    const shown = Object.keys(OPERATION_STATES).filter(name => countOf(job.progress, name) > 0);
    return html`
        <div class=${large ? 'bar bar-large' : 'bar'} role="progressbar" aria-label=${label}
             aria-valuemin="0" aria-valuemax=${total} aria-valuenow=${countDone(job)}
             aria-valuetext=${`${countDone(job)} of ${total} done: ${inWords(job)}`}>
            ${shown.map(name => html`
                <span key=${name} class=${`part part-${name.toLowerCase()}`}
                      style=${{ flexGrow: String(countOf(job.progress, name)) }}></span>`)}
        </div>`;
}

/** The bar's colours with their shapes, words and numbers. */
export function Legend({ job }) {
    const shown = Object.keys(OPERATION_STATES).filter(name => countOf(job.progress, name) > 0);
    return html`
        <ul class="legend">
            ${shown.map(name => {
                const { word, tone, icon } = operationState(name, job.dryRun);
                return html`
                    <li key=${name} class=${`tone-${tone}`}>
                        <span class=${`swatch part-${name.toLowerCase()}`} aria-hidden="true"></span>
                        <${Icon} name=${icon} />
                        <strong>${countOf(job.progress, name)}</strong> ${word.toLowerCase()}
                    </li>`;
            })}
        </ul>`;
}
