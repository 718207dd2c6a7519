/** What a check found, and the stop of those that passed. */
import { html, useEffect, useRef, useState } from '../html.js';
import { announce } from '../announce.js';
import { clearDraft, draftFromCheck, stopAfter } from '../draft.js';
import { useJob } from '../follow.js';
import { go } from '../router.js';
import { addressOf, submit } from '../submit.js';
import { absolute } from '../time.js';
import { countOf, instances, isFinal, titleOf } from '../words.js';
import { Bar, Legend } from '../parts/bar.js';
import { Causes } from '../parts/causes.js';
import { Dialog } from '../parts/dialog.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { Icon } from '../parts/icon.js';
import { CheckResult } from '../parts/state.js';
import { Steps } from '../parts/steps.js';
import { Waiting } from '../parts/waiting.js';

export function CheckPage({ query }) {
    const { job, failure, again } = useJob(query.get('check'));
    return html`
        <div class="heading"><h1 tabindex="-1">Check</h1><${Steps} now=${2} /></div>
        ${!job && failure && html`<${FailureNotice} title="The check cannot be shown" failure=${failure} onAgain=${again} />`}
        ${!job && !failure && html`<div class="card skeletons" aria-hidden="true"><div class="skeleton"></div></div>`}
        ${job && !job.dryRun && html`
            <${Notice} tone="warn" title="This job is no check">
                <p>It stops instances. <a href=${`/dashboard/jobs/${job.id}`}>See it</a></p>
            <//>`}
        ${job?.dryRun && html`<${Result} job=${job} failure=${failure} />`}`;
}

function Result({ job, failure }) {
    const isOver = isFinal(job);
    const passed = isOver ? stopAfter(job).instanceIds.length : 0;
    useEffect(() => {
        if (isOver) {
            announce(`The check is over: ${passed} of ${instances(job.progress.total)} would stop`);
        }
    }, [isOver]);
    return html`
        <div class="submit">
            <div class="submit-main">
                <section class="card progress" aria-label="Progress of the check">
                    <div class="progress-top">
                        <${CheckResult} job=${job} />
                        <span class="progress-count">${titleOf(job)}</span>
                    </div>
                    <${Bar} job=${job} label="Progress of the check" large=${true} />
                    <${Legend} job=${job} />
                    <${Waiting} job=${job} />
                    ${failure && html`<${Notice} tone="warn" title="Connection lost, retrying" />`}
                </section>
                <${Causes} job=${job} />
            </div>
            <${Next} job=${job} isOver=${isOver} passed=${passed} />
        </div>`;
}

function Next({ job, isOver, passed }) {
    const [{ busy, failure }, setState] = useState({});
    const [isAsking, setAsking] = useState(false);
    const isSending = useRef(false);
    const request = isOver ? stopAfter(job) : undefined;
    const already = countOf(job.progress, 'Stopped');
    const stop = async () => {
        if (isSending.current) {
            return;
        }
        isSending.current = true;
        setState({ busy: true });
        try {
            const sent = await submit(request);
            clearDraft();
            go(addressOf(sent));
        } catch (problem) {
            announce(`Not sent: ${problem.message}`);
            setAsking(false);
            setState({ failure: problem });
        } finally {
            isSending.current = false;
        }
    };
    return html`
        <aside class="card submit-side" aria-label="Next">
            <h2>${isOver ? `${passed} of ${job.progress.total} would stop` : 'Checking…'}</h2>
            <p class="quiet">on <strong>${job.target}</strong>. Nothing has been stopped.</p>
            ${isOver && already > 0 && html`<p>${already === 1 ? '1 is' : `${already} are`} stopped already and left out.</p>`}
            ${request?.notBefore && html`<p>Not before <time datetime=${request.notBefore}>${absolute(request.notBefore)}</time></p>`}
            ${request?.deadline && html`<p>Not after <time datetime=${request.deadline}>${absolute(request.deadline)}</time></p>`}
            ${isOver && passed > 0 && html`
                <button type="button" class="button button-danger button-wide" disabled=${busy}
                        onClick=${() => request.forceStop ? setAsking(true) : stop()}>
                    <${Icon} name="stopped" />${busy ? 'Sending…' : `${request.forceStop ? 'Force-stop' : 'Stop'} ${instances(passed)}`}
                </button>`}
            ${isOver && passed === 0 && html`<p>There is nothing to stop.</p>`}
            ${failure && html`<${FailureNotice} title=${failure.status ? 'Refused; nothing was stored' : 'No answer; send it again'} failure=${failure} />`}
            <a class="button button-wide" href="/dashboard/submit" onClick=${() => draftFromCheck(job)}><${Icon} name="back" />Change the request</a>
            <p class="hint"><a href=${`/dashboard/jobs/${job.id}`}>See the check as a job</a></p>
        </aside>
        ${isAsking && html`
            <${Dialog} title=${`Force ${instances(passed)} to stop?`} yes=${busy ? 'Sending…' : 'Force them'} no="Back" busy=${busy}
                       onYes=${stop} onNo=${() => setAsking(false)}>
                <p>This is like pulling the plug: what is not written to disk is lost.</p>
            <//>`}`;
}
