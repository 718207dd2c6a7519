/** How states are called, coloured and drawn. A tone never stands alone: each has a word and a shape of its own. */

export const JOB_STATES = {
    Pending: { word: 'Pending', tone: 'calm', icon: 'clock' },
    Running: { word: 'Running', tone: 'busy', icon: 'running' },
    Succeeded: { word: 'Succeeded', tone: 'good', icon: 'passed' },
    PartiallySucceeded: { word: 'Partially succeeded', tone: 'warn', icon: 'warning' },
    Failed: { word: 'Failed', tone: 'bad', icon: 'failed' },
    Cancelled: { word: 'Cancelled', tone: 'calm', icon: 'cancelled' },
};

/** In the order in which they are counted and drawn: what is well first, what is left last. */
export const OPERATION_STATES = {
    Stopped: { word: 'Stopped', tone: 'good', icon: 'stopped' },
    Accepted: { word: 'Accepted', tone: 'good', icon: 'accepted' },
    Failed: { word: 'Failed', tone: 'bad', icon: 'failed' },
    Skipped: { word: 'Skipped', tone: 'warn', icon: 'skipped' },
    Cancelled: { word: 'Cancelled', tone: 'calm', icon: 'cancelled' },
    Pending: { word: 'Pending', tone: 'calm', icon: 'clock' },
};

/** What a check comes to must not read as if something was stopped. */
const CHECKED = {
    Stopped: { word: 'Stopped already', tone: 'good', icon: 'stopped' },
    Accepted: { word: 'Would stop', tone: 'good', icon: 'accepted' },
    Failed: { word: 'Would not stop', tone: 'bad', icon: 'failed' },
};
const CHECK_RESULTS = {
    Succeeded: { word: 'All would stop', tone: 'good', icon: 'passed' },
    PartiallySucceeded: { word: 'Some would not stop', tone: 'warn', icon: 'warning' },
    Failed: { word: 'None would stop', tone: 'bad', icon: 'failed' },
};

const FINAL = new Set(['Succeeded', 'PartiallySucceeded', 'Failed', 'Cancelled']);
const UNSUCCESSFUL = ['Failed', 'Skipped', 'Cancelled'];

export const isFinal = job => FINAL.has(job.state);
export const jobState = job => JOB_STATES[job.state] ?? { word: job.state, tone: 'calm', icon: 'clock' };

export const checkResult = job => CHECK_RESULTS[job.state] ?? jobState(job);

export const operationState = (name, dryRun) => dryRun && CHECKED[name] || OPERATION_STATES[name];

export const countUnsuccessful = progress => UNSUCCESSFUL.reduce((sum, name) => sum + countOf(progress, name), 0);
export const countOf = (progress, name) => progress[name.toLowerCase()];

/** Operations that nothing more happens to. Those accepted are on their way while the job waits to see them stopped. */
export function countDone(job) {
    const { total, pending, accepted } = job.progress;
    const underWay = !isFinal(job) && job.waitFor === 'Stopped' && !job.dryRun ? accepted : 0;
    return total - pending - underWay;
}

export const instances = count => count === 1 ? '1 instance' : `${count} instances`;

export const titleOf = job => job.description || `${job.dryRun ? 'Check' : 'Stop'} ${instances(job.progress.total)}`;

/** Such as: 92 accepted, 1 stopped, 7 failed. Empty states are not worth a word. */
export function inWords(job) {
    return Object.keys(OPERATION_STATES)
        .filter(name => countOf(job.progress, name) > 0)
        .map(name => `${countOf(job.progress, name)} ${operationState(name, job.dryRun).word.toLowerCase()}`)
        .join(', ');
}
