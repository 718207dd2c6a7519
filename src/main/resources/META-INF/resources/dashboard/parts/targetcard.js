/** One target. */
import { html } from '../html.js';
import { readPace } from '../api.js';
import { usePoll } from '../poll.js';
import { Badge } from './state.js';
import { Notice } from './notice.js';
import { PaceChart } from './pacechart.js';

const HISTORY_EVERY = 30_000;

export function TargetCard({ target, paused }) {
    const isOpen = target.circuit === 'Open';
    const { answer: points, failure } = usePoll(
        options => readPace(target.name, options).then(({ body }) => body.points), { key: target.name, every: HISTORY_EVERY, paused });
    return html`
        <section class="card target" id=${target.name} aria-labelledby=${`${target.name}-name`}>
            <div class="target-top">
                <div>
                    <h2 id=${`${target.name}-name`}>${target.name}</h2>
                    <p class="quiet">${target.provider} · ${target.region}${target.default && html` <span class="tag">Default</span>`}</p>
                </div>
                ${isOpen
                    ? html`<${Badge} word="Account refused" tone="bad" icon="failed" />`
                    : html`<${Badge} word="Taking calls" tone="good" icon="passed" />`}
            </div>
            ${isOpen && target.error && html`
                <${Notice} tone="bad" title=${target.error.code}><p>${target.error.message}</p><//>`}
            <dl class="figures">
                <${Figure} name="Rate" value=${number(target.rate)} unit="calls/s" hint="All replicas together make at most so many calls" />
                <${Figure} name="Learned limit" value=${number(target.learnedRate)} unit="calls/s"
                           hint="What the cloud was found to take; unknown until it has refused a call for the rate" />
                <${Figure} name="Throttled" value=${percent(target.throttledShare)} tone=${target.throttledShare > 0.2 ? 'warn' : undefined}
                           hint="Calls of the last minute that the cloud refused for the rate" />
                <${Figure} name="In flight" value=${target.inFlight} hint="Calls under way" />
                <${Figure} name="Waiting" value=${target.waiting} hint="Operations that wait for a call" />
            </dl>
            <${PaceChart} name=${target.name} points=${points} failure=${failure} />
            <p class="target-links">
                <a href=${`/dashboard/jobs?${new URLSearchParams({ state: 'Running', target: target.name })}`}>Running jobs</a>
                <a href=${`/dashboard/jobs?${new URLSearchParams({ target: target.name })}`}>All jobs</a>
            </p>
        </section>`;
}

function Figure({ name, value, unit, hint, tone }) {
    return html`
        <div title=${hint} class=${tone && `tone-${tone}`}>
            <dt>${name}</dt>
            <dd>${value === undefined ? html`<span class="quiet">unknown</span>` : value}${value !== undefined && unit && html` <small>${unit}</small>`}</dd>
        </div>`;
}

const number = value => value === null || value === undefined ? undefined : value >= 100 ? Math.round(value) : value;

/** A little is not nothing. */
function percent(share) {
    return share > 0 && share < 0.01 ? 'under 1 %' : `${Math.round(share * 100)} %`;
}
