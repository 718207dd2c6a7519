/** Where one is on the way from a list of ids to stopped instances. */
import { html } from '../html.js';

const STEPS = ['Describe', 'Check', 'Stop'];

export function Steps({ now }) {
    return html`
        <ol class="steps" aria-label="Steps">
            ${STEPS.map((step, index) => html`
                <li key=${step} class=${index + 1 < now ? 'is-past' : ''} aria-current=${index + 1 === now ? 'step' : undefined}>
                    <span aria-hidden="true">${index + 1}</span>${step}
                </li>`)}
        </ol>`;
}
