/** Where somebody is who has no session, or none any more. */
import { html } from '../html.js';
import { Notice } from '../parts/notice.js';

/** @param isExpired as opposed to somebody who has logged out */
export function OutPage({ isExpired }) {
    return html`
        <h1 tabindex="-1">${isExpired ? 'You are not logged in' : 'You are logged out'}</h1>
        <${Notice} tone=${isExpired ? 'warn' : 'calm'} title=${isExpired ? 'The service does not know who you are' : 'The session on this page is over'}>
            <p>${isExpired
                ? 'Sessions last a working day at most. What you had filled in is still there when you have logged in again.'
                : 'That with your company\u2019s login may go on; logging in again may ask for nothing.'}</p>
            <p><button type="button" class="button button-main" onClick=${() => location.reload()}>Log in</button></p>
        <//>`;
}
