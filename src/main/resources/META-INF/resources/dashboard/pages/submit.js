/** Asks for instances to be stopped. A check comes first unless somebody insists. */
import { html, useEffect, useMemo, useRef, useState } from '../html.js';
import { listTargets } from '../api.js';
import { announce } from '../announce.js';
import { may } from '../caller.js';
import { checkOf, clearDraft, keepChecked, keepDraft, keptDraft, requestOf } from '../draft.js';
import { faultsByField, faultsHere } from '../faults.js';
import { readIds } from '../ids.js';
import { usePoll } from '../poll.js';
import { go } from '../router.js';
import { addressOf, submit } from '../submit.js';
import { instances } from '../words.js';
import { Dialog } from '../parts/dialog.js';
import { SelectField, TextField } from '../parts/field.js';
import { Icon } from '../parts/icon.js';
import { IdsField } from '../parts/idsfield.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { How, Limits } from '../parts/submitoptions.js';
import { Steps } from '../parts/steps.js';

export function SubmitPage({ caller }) {
    const [draft, setDraft] = useState(keptDraft);
    const [{ faults, failure, busy }, setState] = useState({ faults: {} });
    const [isSure, setSure] = useState(false);
    const isSending = useRef(false);
    const form = useRef();
    const { answer: targets } = usePoll(options => listTargets(options).then(({ body }) => body.targets), { every: 30_000 });
    const read = useMemo(() => readIds(draft.text), [draft.text]);
    const request = requestOf(draft, read.ids);
    const target = targets?.find(each => draft.target ? each.name === draft.target : each.default);

    const set = (name, value) => {
        const changed = { ...draft, [name]: value };
        setDraft(changed);
        keepDraft(changed);
        setState(state => ({ ...state, faults: { ...state.faults, [name === 'text' ? 'instanceIds' : name]: undefined } }));
    };

    // Where the eye, or the screen reader, must go next.
    useEffect(() => {
        const wrong = form.current?.querySelector('[aria-invalid="true"]') ?? form.current?.querySelector('.submit-failure');
        wrong?.focus();
    }, [faults, failure]);

    const check = () => {
        const found = faultsHere(read, form.current);
        const [first] = Object.values(found);
        setState({ faults: found });
        if (first) {
            announce(first);
        }
        return !first;
    };

    const send = async (wanted, arrive) => {
        // A second click comes before the button is drawn as disabled.
        if (isSending.current) {
            return;
        }
        isSending.current = true;
        setState({ faults: {}, busy: true });
        try {
            arrive(await submit(wanted));
        } catch (problem) {
            announce(`Not sent: ${problem.message}`);
            setSure(false);
            setState({ faults: faultsByField(problem, read.ids), failure: problem });
        } finally {
            isSending.current = false;
        }
    };

    const checkFirst = event => {
        event.preventDefault();
        if (check()) {
            send(checkOf(request), ({ id }) => {
                keepChecked(id, request);
                go(`/dashboard/submit?check=${id}`);
            });
        }
    };

    const stopNow = () => send(request, sent => {
        clearDraft();
        go(addressOf(sent));
    });

    if (!may(caller, 'submit')) {
        return html`
            <h1 tabindex="-1">Stop instances</h1>
            <${Notice} tone="warn" title="You may see jobs, and not make any">
                <p>${caller.name} does not have the role <code>submit</code>.</p>
            <//>`;
    }
    return html`
        <div class="heading"><h1 tabindex="-1">Stop instances</h1><${Steps} now=${1} /></div>
        <form class="submit" ref=${form} novalidate onSubmit=${checkFirst}>
            <div class="submit-main">
                ${failure && html`
                    <div class="submit-failure" tabindex="-1">
                        <${FailureNotice} title=${failure.status ? 'The request was refused; nothing was stored' : 'No answer'} failure=${failure} />
                        ${!failure.status && html`<p class="hint">Send it again: it is known by its token, so it cannot become two jobs.</p>`}
                    </div>`}
                <section class="card form-card" aria-labelledby="which">
                    <h2 id="which">Which instances</h2>
                    <${IdsField} text=${draft.text} read=${read} fault=${faults.instanceIds} onText=${text => set('text', text)} />
                    <div class="form-pair">
                        <${SelectField} label="Target" name="target" value=${draft.target} fault=${faults.target} onValue=${value => set('target', value)}
                            options=${targetOptions(targets)} hint=${target ? `${target.provider}, ${target.region}` : 'The cloud account and region.'} />
                        <${TextField} label="Description" name="description" maxlength="256" value=${draft.description} fault=${faults.description}
                            onValue=${value => set('description', value)} hint="For the record: why, a ticket." />
                    </div>
                </section>
                <${How} draft=${draft} faults=${faults} set=${set} caller=${caller} />
                <${Limits} draft=${draft} faults=${faults} set=${set} />
            </div>
            <aside class="card submit-side" aria-label="Send">
                <h2>${read.ids.length ? instances(read.ids.length) : 'No instance yet'}</h2>
                <p class="quiet">${target ? html`on <strong>${target.name}</strong>` : draft.target}</p>
                <button type="submit" class="button button-main button-wide" disabled=${busy}>
                    <${Icon} name="passed" />${busy ? 'Sending…' : 'Check first'}
                </button>
                <p class="hint">Asks the cloud whether it would take each stop. Stops nothing.</p>
                <button type="button" class="button button-danger-quiet button-wide" disabled=${busy} onClick=${() => check() && setSure(true)}>
                    <${Icon} name="stopped" />Stop without a check
                </button>
            </aside>
        </form>
        ${isSure && html`
            <${Dialog} title=${`Stop ${instances(read.ids.length)} now?`} yes=${busy ? 'Sending…' : `Stop ${instances(read.ids.length)}`} no="Back"
                       busy=${busy} onYes=${stopNow} onNo=${() => setSure(false)}>
                <p>On <strong>${target?.name ?? draft.target}</strong>, without a check.${draft.notBefore ? ' Not before the time that you set.' : ''}</p>
                ${draft.forceStop && html`<p class="tone-bad"><${Icon} name="warning" /> Forced: what is not on disk is lost.</p>`}
                <p>What is stopped is not started again by cancelling the job.</p>
            <//>`}`;
}

function targetOptions(targets = []) {
    const byDefault = targets.find(target => target.default);
    return [
        ['', byDefault ? `${byDefault.name} (default)` : 'Choose a target'],
        ...targets.filter(target => target !== byDefault).map(target => [target.name, target.name]),
    ];
}
