/** The clouds as they look from here: how fast they are called, what they refuse, what waits for them. */
import { html, useEffect, useState } from '../html.js';
import { listTargets } from '../api.js';
import { usePoll } from '../poll.js';
import { FailureNotice, Notice } from '../parts/notice.js';
import { Freshness } from '../parts/freshness.js';
import { Icon } from '../parts/icon.js';
import { TargetCard } from '../parts/targetcard.js';

const LIVE_EVERY = 3_000;

export function TargetsPage() {
    const [paused, setPaused] = useState(false);
    const { answer: targets, at, failure, again } = usePoll(
        options => listTargets(options).then(({ body }) => body.targets), { every: LIVE_EVERY, paused });
    useNamedTarget(Boolean(targets));
    return html`
        <div class="heading">
            <h1 tabindex="-1">Targets</h1>
            <${Freshness} at=${at} failure=${failure} what="The list" paused=${paused} onPause=${() => setPaused(!paused)} />
        </div>
        <p class="lead">A target is a cloud account in one region. All replicas together; a few seconds old.</p>
        ${failure && !targets && html`<${FailureNotice} title="The targets cannot be shown" failure=${failure} onAgain=${again} />`}
        ${!targets && !failure && html`<${Loading} />`}
        ${targets && html`<${List} targets=${targets} paused=${paused} />`}`;
}

function List({ targets, paused }) {
    if (!targets.length) {
        return html`
            <div class="card empty">
                <${Icon} name="target" />
                <h2>No target is configured</h2>
                <p>Name a cloud account with <code>fleetstop.targets."name".provider</code> and <code>.region</code>.</p>
            </div>`;
    }
    const open = targets.filter(target => target.circuit === 'Open').map(target => target.name);
    return html`
        ${open.length > 0 && targets.length > 2 && html`
            <${Notice} tone="bad" title=${`${open.join(', ')}: the cloud refuses the account`}>
                <p>Jobs for it stay pending. One call at a time finds out when it is allowed again.</p>
            <//>`}
        <div class="targets">
            ${targets.map(target => html`<${TargetCard} key=${target.name} target=${target} paused=${paused} />`)}
        </div>`;
}

/** Cards come after the page has loaded, too late for the browser to find the one that the address names. */
function useNamedTarget(isShown) {
    useEffect(() => {
        if (isShown && location.hash) {
            document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView({ block: 'center' });
        }
    }, [isShown]);
}

function Loading() {
    return html`
        <div class="targets" aria-hidden="true">${[1, 2].map(each => html`<div key=${each} class="card skeleton skeleton-tall"></div>`)}</div>
        <p class="unseen">Loading the targets</p>`;
}
