/** What somebody must know, in a box. */
import { html } from '../html.js';
import { Copy } from './copy.js';
import { Icon } from './icon.js';

const ICONS = { bad: 'failed', warn: 'warning', busy: 'clock', good: 'passed', calm: 'clock' };

export function Notice({ tone, title, icon, children }) {
    return html`
        <div class=${`notice tone-${tone}`}>
            <${Icon} name=${icon ?? ICONS[tone]} />
            <div><strong>${title}</strong>${children && html`<div class="notice-text">${children}</div>`}</div>
        </div>`;
}

/** @param failure a problem that the service told of, or that it could not be asked */
export function FailureNotice({ title, failure, onAgain }) {
    return html`
        <${Notice} tone="bad" title=${title}>
            <p>${failure.message}</p>
            ${failure.code && html`
                <p class="quiet">
                    ${failure.code}${failure.requestId && html` · request <code>${failure.requestId}</code>
                    <${Copy} text=${failure.requestId} what="the request id" />`}
                </p>`}
            ${onAgain && html`<p><button type="button" class="button" onClick=${onAgain}>Try again</button></p>`}
        <//>`;
}
