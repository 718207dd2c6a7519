/** How instances are to be stopped. */
import { html } from '../html.js';
import { may } from '../caller.js';
import { zone } from '../time.js';
import { CheckField, ChoiceField, SelectField, TextField } from './field.js';
import { Notice } from './notice.js';

const FORCE_AFTER = [
    ['', 'Never'], ['PT30S', '30 seconds'], ['PT1M', '1 minute'], ['PT2M', '2 minutes'], ['PT5M', '5 minutes'],
    ['PT10M', '10 minutes'], ['PT30M', '30 minutes'], ['PT1H', '1 hour'],
];

/** @param faults of the service, by field; @param set takes a field's name and its new value */
export function How({ draft, faults, set, caller }) {
    const mayForce = may(caller, 'force-stop');
    const mayStopCharging = may(caller, 'stop-charging');
    return html`
        <section class="card form-card" aria-labelledby="how">
            <h2 id="how">How to stop</h2>
            <${ChoiceField} legend="After stopping" name="stoppedMode" value=${draft.stoppedMode} fault=${faults.stoppedMode}
                onValue=${value => set('stoppedMode', value)} options=${[
                    ['KeepCharging', 'Keep charging', 'Billing goes on; the instance keeps its place and starts again at once.'],
                    ['StopCharging', 'Stop charging', 'Computing is not billed. Its place may be gone when it is to start again.'],
                ].filter(([mode]) => mayStopCharging || mode !== 'StopCharging')} />
            <${ChoiceField} legend="An instance is done when" name="waitFor" value=${draft.waitFor} fault=${faults.waitFor}
                onValue=${value => set('waitFor', value)} options=${[
                    ['Accepted', 'the cloud took the stop', 'Fast. It may take another minute to go down.'],
                    ['Stopped', 'it was seen stopped', 'Slower, but then it is down.'],
                ]} />
            ${draft.waitFor === 'Stopped' && mayForce && html`
                <${SelectField} label="Force it if it is not stopped after" name="forceAfter" value=${draft.forceAfter} fault=${faults.forceAfter}
                    options=${FORCE_AFTER} onValue=${value => set('forceAfter', value)}
                    hint="One forced stop for each instance that hangs." />`}
            ${mayForce && html`
                <${CheckField} name="forceStop" label="Force stop at once" hint="Does not ask the operating system first." fault=${faults.forceStop}
                    checked=${draft.forceStop} onValue=${value => set('forceStop', value)} />`}
            ${draft.forceStop && html`
                <${Notice} tone="bad" title="Forcing is like pulling the plug">
                    <p>What is not written to disk is lost, and file systems and databases may be damaged. An ordinary stop asks the
                        system to shut down first.</p>
                <//>`}
        </section>`;
}

export function Limits({ draft, faults, set }) {
    const isUsed = ['confirmStop', 'maxConcurrency', 'maxErrors', 'notBefore', 'deadline'].some(name => draft[name] || faults[name]);
    const local = `Your time, ${zone()}.`;
    return html`
        <details class="card form-card" open=${isUsed}>
            <summary><h2>Time and limits</h2><span class="quiet">optional</span></summary>
            <div class="form-pair">
                <${TextField} label="Not before" name="notBefore" type="datetime-local" value=${draft.notBefore} fault=${faults.notBefore}
                    onValue=${value => set('notBefore', value)} hint=${`Nothing is sent earlier. Up to 7 days ahead. ${local}`} />
                <${TextField} label="Deadline" name="deadline" type="datetime-local" value=${draft.deadline} fault=${faults.deadline}
                    onValue=${value => set('deadline', value)} hint=${`Nothing is sent later. ${local}`} />
                <${TextField} label="Calls at once, at most" name="maxConcurrency" inputmode="numeric" value=${draft.maxConcurrency}
                    fault=${faults.maxConcurrency} onValue=${value => set('maxConcurrency', value)} hint="1 to 100. Empty: as many as the target takes." />
                <${TextField} label="Give up after failures, more than" name="maxErrors" inputmode="numeric" value=${draft.maxErrors}
                    fault=${faults.maxErrors} onValue=${value => set('maxErrors', value)} hint="0 to 100. The rest is skipped. Empty: never." />
            </div>
            <${CheckField} name="confirmStop" label="Confirm for local disks" fault=${faults.confirmStop} checked=${draft.confirmStop}
                onValue=${value => set('confirmStop', value)} hint="Some instances with local disks stop only when it is confirmed." />
        </details>`;
}
