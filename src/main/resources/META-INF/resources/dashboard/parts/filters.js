/** Which jobs are listed. What is chosen goes into the address; the address is what the list reads. */
import { html, useEffect, useId, useRef, useState } from '../html.js';
import { fromLocalField, toLocalField, zone } from '../time.js';
import { go } from '../router.js';
import { JOB_STATES } from '../words.js';
import { Icon } from './icon.js';

export const FILTERS = ['state', 'target', 'instanceId', 'clientToken', 'createdAfter', 'createdBefore'];

/** Long enough for a word to be typed, short enough to feel like none. */
const TYPING = 400;

export function Filters({ filter, targets = [] }) {
    const [isOpen, setOpen] = useState(false);
    const set = (name, value, options) => go(addressWith({ ...filter, [name]: value }), options);
    const count = FILTERS.filter(name => filter[name]).length;
    const states = Object.entries(JOB_STATES).map(([name, { word }]) => [name, word]);
    const names = [...new Set([...targets.map(target => target.name), filter.target])].filter(name => name);
    return html`
        <form class=${isOpen ? 'filters is-open' : 'filters'} role="search" aria-label="Jobs" onSubmit=${event => event.preventDefault()}>
            <button type="button" class="button filters-toggle" aria-expanded=${isOpen} onClick=${() => setOpen(!isOpen)}>
                <${Icon} name="filter" />Filter${count ? ` (${count})` : ''}
            </button>
            <div class="filters-fields">
                <${Choice} label="State" value=${filter.state} options=${states} onChoose=${value => set('state', value)} />
                <${Choice} label="Target" value=${filter.target} options=${names.map(name => [name, name])}
                           onChoose=${value => set('target', value)} />
                <${Typed} label="Instance id" value=${filter.instanceId} onType=${(value, options) => set('instanceId', value, options)} />
                <${Typed} label="Client token" value=${filter.clientToken} onType=${(value, options) => set('clientToken', value, options)} />
                <${Time} label="Created after" value=${filter.createdAfter} onChoose=${value => set('createdAfter', value)} />
                <${Time} label="Created before" value=${filter.createdBefore} onChoose=${value => set('createdBefore', value)} />
                <button type="button" class="button button-quiet filters-clear" disabled=${!count} onClick=${() => go('/dashboard/jobs')}>
                    <${Icon} name="close" />Clear
                </button>
            </div>
        </form>`;
}

function addressWith(filter) {
    const given = Object.entries(filter).filter(([, value]) => value);
    return `/dashboard/jobs${given.length ? `?${new URLSearchParams(given)}` : ''}`;
}

function Choice({ label, value, options, onChoose }) {
    const id = useId();
    return html`
        <div class="filter">
            <label for=${id}>${label}</label>
            <select id=${id} class="input" value=${value} onChange=${event => onChoose(event.currentTarget.value)}>
                <option value="">Any</option>
                ${options.map(([name, word]) => html`<option key=${name} value=${name} selected=${name === value}>${word}</option>`)}
            </select>
        </div>`;
}

/** Shows what is being typed, and passes it on when the typing rests. */
function Typed({ label, value, onType }) {
    const id = useId();
    const timer = useRef();
    const [text, setText] = useState(value);
    useEffect(() => setText(value), [value]);
    useEffect(() => () => clearTimeout(timer.current), []);
    const pass = (typed, options) => {
        clearTimeout(timer.current);
        if (typed.trim() !== value) {
            onType(typed.trim(), options);
        }
    };
    const onInput = event => {
        const typed = event.currentTarget.value;
        setText(typed);
        clearTimeout(timer.current);
        // Back should return to the filter before, not to each of its letters.
        timer.current = setTimeout(() => pass(typed, { replace: Boolean(value) }), TYPING);
    };
    return html`
        <div class="filter">
            <label for=${id}>${label}</label>
            <input id=${id} class="input" type="text" value=${text} maxlength="128" autocomplete="off" autocapitalize="off" spellcheck=${false}
                   onInput=${onInput} onChange=${event => pass(event.currentTarget.value)} />
        </div>`;
}

function Time({ label, value, onChoose }) {
    const id = useId();
    const local = value && !Number.isNaN(Date.parse(value)) ? toLocalField(value) : '';
    return html`
        <div class="filter">
            <label for=${id}>${label} <span class="quiet">${zone()}</span></label>
            <input id=${id} class="input" type="datetime-local" value=${local}
                   onChange=${event => onChoose(fromLocalField(event.currentTarget.value))} />
        </div>`;
}
