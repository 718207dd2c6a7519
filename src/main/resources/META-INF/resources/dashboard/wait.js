/** Why a job is not over yet, and until when. Derived from what the job and its target say of themselves. */
import { duration } from './time.js';
import { countOf, instances, isFinal, OPERATION_STATES } from './words.js';

/**
 * @param target as listed, or undefined while it is not known
 * @return undefined when there is nothing to wait for; else `{kind, title, text, until}`
 */
export function whyWaiting(job, target, now = Date.now()) {
    if (isFinal(job)) {
        return undefined;
    }
    return [forLater, forEnd, forAccount, forRetry, forStates, forTurn]
        .map(reason => reason(job, target, now))
        .find(reason => reason);
}

function forLater(job, target, now) {
    return job.notBefore && new Date(job.notBefore).getTime() > now && !job.cancelRequestedAt && {
        kind: 'later',
        title: 'Waits',
        text: 'Nothing is sent before then.',
        until: job.notBefore,
    };
}

function forEnd(job) {
    return job.cancelRequestedAt && {
        kind: 'cancel',
        title: 'Being cancelled',
        text: 'Nothing more is sent. What was sent already runs to its true end.',
    };
}

function forAccount(job, target) {
    return target?.circuit === 'Open' && {
        kind: 'account',
        title: `The cloud refuses the account of ${target.name}`,
        text: `${target.error ? `${target.error.code}: ${target.error.message} ` : ''}`
            + 'One call at a time finds out when it is allowed again; until then the rest stays pending.',
    };
}

function forRetry(job) {
    const retried = job.operations?.filter(operation => operation.state === 'Pending' && operation.error) ?? [];
    if (!retried.length || retried.length < countOf(job.progress, 'Pending')) {
        return undefined;
    }
    const codes = [...new Set(retried.map(operation => operation.error.code))];
    return {
        kind: 'retry',
        title: `${instances(retried.length)} will be tried again`,
        text: `The last answer was ${codes.slice(0, 3).join(', ')}.`,
    };
}

function forStates(job) {
    return countOf(job.progress, 'Pending') === 0 && job.waitFor === 'Stopped' && {
        kind: 'states',
        title: `Waiting to see ${instances(countOf(job.progress, 'Accepted'))} stopped`,
        text: 'The cloud took every stop. Their states are read until they are down.',
    };
}

function forTurn(job, target) {
    const left = countOf(job.progress, 'Pending');
    const rate = target?.rate;
    const ahead = Math.max(left, target?.waiting ?? 0);
    const pace = rate
        ? `${target.name} takes about ${perSecond(rate)}${ahead > rate ? `; ${instances(ahead)} wait, about ${duration(ahead / rate * 1000)}` : ''}.`
        : '';
    return {
        kind: 'turn',
        title: job.state === 'Pending' ? 'Waiting for its turn' : `${instances(left)} to go`,
        text: pace || 'Calls go out as fast as the cloud takes them.',
    };
}

const perSecond = rate => `${rate >= 10 ? Math.round(rate) : rate} calls/s`;

/** What went wrong, the most frequent first. */
export function causes(job) {
    const found = new Map();
    job.operations?.filter(operation => operation.error && operation.state !== 'Pending').forEach(operation => {
        const { code, message } = operation.error;
        const key = `${operation.state} ${code}`;
        const cause = found.get(key) ?? { key, code, message, state: operation.state, ids: [] };
        found.set(key, { ...cause, ids: [...cause.ids, operation.instanceId] });
    });
    const order = Object.keys(OPERATION_STATES);
    return [...found.values()].sort((one, other) =>
        order.indexOf(one.state) - order.indexOf(other.state) || other.ids.length - one.ids.length);
}
