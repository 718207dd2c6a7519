/** Points and spans of time, kept up to date. */
import { html } from '../html.js';
import { absolute, briefly, duration, relative, useNow } from '../time.js';
import { isFinal } from '../words.js';

/** How long ago; the exact time for the mouse, and for copying. */
export function Ago({ at }) {
    const now = useNow();
    return html`<time datetime=${at} title=${absolute(at)}>${relative(at, now)}</time>`;
}

/** The exact time and how long ago that is, for where there is room. */
export function Moment({ at }) {
    const now = useNow();
    return html`
        <time datetime=${at} title=${absolute(at)}>${briefly(at, now)}</time>
        <span class="quiet"> · ${relative(at, now)}</span>`;
}

/** How long a job took, or has been at it. Nothing for one that has not begun. */
export function Took({ job }) {
    const now = useNow();
    if (!job.startedAt) {
        return html`<span class="quiet" title="not started">–</span>`;
    }
    const end = isFinal(job) && job.finishedAt ? new Date(job.finishedAt).getTime() : now;
    return html`<span>${duration(end - new Date(job.startedAt).getTime())}</span>`;
}
