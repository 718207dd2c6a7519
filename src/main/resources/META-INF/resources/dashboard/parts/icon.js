/** Shapes, drawn in the colour of the text beside them. Never the only bearer of a meaning, hence hidden from screen readers. */
import { html } from '../html.js';

const CIRCLE = 'M8 1.75a6.25 6.25 0 1 1 0 12.5a6.25 6.25 0 0 1 0-12.5z';
const OCTAGON = 'M5.4 1.75h5.2l3.65 3.65v5.2l-3.65 3.65H5.4L1.75 10.6V5.4z';

const STROKES = {
    clock: `${CIRCLE}M8 4.75V8l2.25 1.5`,
    running: 'M14.25 8A6.25 6.25 0 1 1 8 1.75',
    passed: `${CIRCLE}M5.25 8.25l2 2 3.5-4.25`,
    warning: 'M8 2.25L14.5 13.5h-13zM8 6.5v3.25M8 11.4v.2',
    failed: `${OCTAGON}M6 6l4 4M10 6l-4 4`,
    cancelled: `${CIRCLE}M3.75 12.25l8.5-8.5`,
    accepted: 'M2.75 8.75l3.25 3.25L13.25 4.5',
    stopped: `${CIRCLE}M6 6h4v4H6z`,
    skipped: 'M3.5 4l5.5 4-5.5 4zM12 4v8',
    copy: 'M5.5 5.5h8v8h-8zM3.5 10.5h-1v-8h8v1',
    refresh: 'M13.5 8a5.5 5.5 0 1 1-1.6-3.9l1.6 1.6M13.5 2.5v3.2h-3.2',
    pause: 'M5.5 3.5v9M10.5 3.5v9',
    play: 'M5 3.25v9.5L12.5 8z',
    search: 'M7 2.25a4.75 4.75 0 1 1 0 9.5a4.75 4.75 0 0 1 0-9.5zM10.5 10.5l3.25 3.25',
    filter: 'M2 4h12M4.5 8h7M6.5 12h3',
    next: 'M6 3.5L10.5 8 6 12.5',
    back: 'M10 3.5L5.5 8l4.5 4.5',
    plus: 'M8 3v10M3 8h10',
    close: 'M4 4l8 8M12 4l-8 8',
    sun: 'M8 5.25a2.75 2.75 0 1 1 0 5.5a2.75 2.75 0 0 1 0-5.5zM8 1.25v1.5M8 13.25v1.5M1.25 8h1.5M13.25 8h1.5'
        + 'M3.25 3.25l1 1M11.75 11.75l1 1M3.25 12.75l1-1M11.75 4.25l1-1',
    moon: 'M13.5 9.5A5.75 5.75 0 0 1 6.5 2.5a5.75 5.75 0 1 0 7 7z',
    out: 'M6.5 2.5h-4v11h4M6.5 8h7M10.5 5l3 3-3 3',
    live: 'M8 5.5a2.5 2.5 0 1 1 0 5a2.5 2.5 0 0 1 0-5z',
    code: 'M5.5 4L1.75 8l3.75 4M10.5 4l3.75 4-3.75 4',
    retry: 'M2.5 8a5.5 5.5 0 1 0 1.6-3.9L2.5 5.7M2.5 2.5v3.2h3.2',
    target: `${CIRCLE}M8 5a3 3 0 1 1 0 6a3 3 0 0 1 0-6z`,
};

export function Icon({ name, spins = false }) {
    return html`
        <svg class=${spins ? 'icon spins' : 'icon'} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path d=${STROKES[name]} />
        </svg>`;
}

/** The octagon of a stop sign, with the stop key of every player in it. */
export function Logo() {
    return html`
        <svg class="logo" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
            <path class="logo-sign" d="M10.2 2h11.6L30 10.2v11.6L21.8 30H10.2L2 21.8V10.2z" />
            <rect class="logo-key" x="11" y="11" width="10" height="10" rx="1.5" />
        </svg>`;
}
