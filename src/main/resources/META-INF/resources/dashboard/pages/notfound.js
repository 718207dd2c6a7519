import { html } from '../html.js';

export function NotFoundPage() {
    return html`
        <h1 tabindex="-1">There is no such page</h1>
        <p class="lead">Nothing of the dashboard is at <code>${location.pathname}</code>.</p>
        <p><a class="button" href="/dashboard/jobs">See all jobs</a></p>`;
}
