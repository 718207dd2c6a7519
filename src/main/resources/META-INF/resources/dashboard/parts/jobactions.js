/** What can be done with a job: taken back while it runs, tried again when it is over. */
import { html, useRef, useState } from '../html.js';
import { cancelJob, Problem, retryJob } from '../api.js';
import { announce } from '../announce.js';
import { go } from '../router.js';
import { forgetToken, tokenFor } from '../tokens.js';
import { countOf, countUnsuccessful, instances, isFinal } from '../words.js';
import { Dialog } from './dialog.js';
import { Icon } from './icon.js';

export function JobActions({ job, again }) {
    if (!isFinal(job)) {
        return job.cancelRequestedAt ? null : html`<${Cancel} job=${job} again=${again} />`;
    }
    const left = countUnsuccessful(job.progress);
    return left > 0 && html`<${Retry} job=${job} left=${left} />`;
}

function Cancel({ job, again }) {
    const [isAsking, setAsking] = useState(false);
    const { busy, failure, act } = useAction();
    const onYes = () => act(async () => {
        await cancelJob(job.id);
        setAsking(false);
        announce('The job is being cancelled');
        again();
        // The button that had the focus goes away with what it was for.
        document.querySelector('#main h1')?.focus();
    });
    return html`
        <button type="button" class="button button-danger-quiet" onClick=${() => setAsking(true)}>
            <${Icon} name="cancelled" />Cancel job
        </button>
        ${isAsking && html`
            <${Dialog} title="Cancel this job?" yes=${busy ? 'Cancelling…' : 'Cancel the job'} no="Keep it going" busy=${busy}
                       onYes=${onYes} onNo=${() => setAsking(false)}>
                <p>Up to ${instances(countOf(job.progress, 'Pending'))} that the cloud was not called for yet will not be stopped.</p>
                <p>What was sent already runs to its true end. Nothing that was stopped is started again.</p>
                ${failure && html`<p class="field-fault">${failure.message}</p>`}
            <//>`}`;
}

function Retry({ job, left }) {
    const { busy, failure, act } = useAction();
    const onClick = () => act(async () => {
        const request = { retryOf: job.id };
        try {
            const { body } = await retryJob(job.id, tokenFor(request));
            forgetToken();
            go(`/dashboard/jobs/${body.id}`);
        } catch (problem) {
            if (problem instanceof Problem && problem.jobId) {
                forgetToken();
                go(`/dashboard/jobs/${problem.jobId}`);
                return;
            }
            throw problem;
        }
    });
    return html`
        ${failure && html`<span class="field-fault">${failure.message}</span>`}
        <button type="button" class="button button-main" disabled=${busy} onClick=${onClick}
                title="Makes a new job of what is failed, skipped or cancelled, with the same options">
            <${Icon} name="retry" />${busy ? 'Sending…' : `Retry ${instances(left)}`}
        </button>`;
}

/** Does one thing at a time, and keeps what went wrong. */
function useAction() {
    const [state, setState] = useState({});
    const isBusy = useRef(false);
    const act = async action => {
        if (isBusy.current) {
            return;
        }
        isBusy.current = true;
        setState({ busy: true });
        try {
            await action();
            setState({});
        } catch (failure) {
            setState({ failure });
            announce(failure.message);
        } finally {
            isBusy.current = false;
        }
    };
    return { ...state, act };
}
