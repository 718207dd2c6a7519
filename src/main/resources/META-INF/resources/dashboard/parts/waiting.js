/** Says why a job is not over, until when, and when it will be over at the latest. */
import { html } from '../html.js';
import { listTargets } from '../api.js';
import { usePoll } from '../poll.js';
import { whyWaiting } from '../wait.js';
import { briefly, relative, useNow } from '../time.js';
import { isFinal } from '../words.js';
import { Icon } from './icon.js';

const TONES = { account: 'bad', retry: 'warn', cancel: 'warn' };
const ICONS = { account: 'failed', retry: 'retry', cancel: 'cancelled', later: 'clock', turn: 'target', states: 'stopped' };

const TARGETS_EVERY = 5_000;

export function Waiting({ job, paused = false }) {
    const now = useNow();
    const isOver = isFinal(job);
    const { answer: targets } = usePoll(
        options => listTargets(options).then(({ body }) => body.targets), { every: TARGETS_EVERY, paused: paused || isOver });
    const target = targets?.find(each => each.name === job.target);
    const reason = whyWaiting(job, target, now);
    if (!reason) {
        return null;
    }
    return html`
        <div class=${`notice tone-${TONES[reason.kind] ?? 'busy'}`}>
            <${Icon} name=${ICONS[reason.kind]} />
            <div>
                <strong>${reason.title}${reason.until && html` until <${At} at=${reason.until} now=${now} />`}</strong>
                <div class="notice-text">
                    <p>${reason.text} <${Latest} job=${job} now=${now} /></p>
                </div>
            </div>
        </div>`;
}

function Latest({ job, now }) {
    return job.expiresAt && !isFinal(job) && html`Nothing is sent after <${At} at=${job.expiresAt} now=${now} />.`;
}

function At({ at, now }) {
    return html`<time datetime=${at}>${briefly(at, now)}</time> (${relative(at, now)})`;
}
