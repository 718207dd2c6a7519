/** A state as a badge: word, shape and colour say the same thing three times. */
import { html } from '../html.js';
import { checkResult, jobState, operationState } from '../words.js';
import { Icon } from './icon.js';

export function JobState({ job, large = false }) {
    return html`<${Badge} ...${jobState(job)} large=${large} spins=${job.state === 'Running'} />`;
}

/** The same for a check, in words that promise no more than it did. */
export function CheckResult({ job }) {
    return html`<${Badge} ...${checkResult(job)} large=${true} spins=${job.state === 'Running'} />`;
}

export function OperationState({ operation, dryRun }) {
    return html`<${Badge} ...${operationState(operation.state, dryRun)} />`;
}

export function Badge({ word, tone, icon, large, spins }) {
    return html`<span class=${`badge tone-${tone}${large ? ' badge-large' : ''}`}><${Icon} name=${icon} spins=${spins} />${word}</span>`;
}
