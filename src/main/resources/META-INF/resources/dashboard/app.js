/** The frame around every page: who is where, and what is shown there. */
import { html, render, useEffect, useErrorBoundary, useRef, useState } from './html.js';
import { OUT } from './api.js';
import { hush } from './announce.js';
import { may, NOBODY, useCaller } from './caller.js';
import { startRouting, usePlace } from './router.js';
import { Account } from './parts/account.js';
import { Logo, Icon } from './parts/icon.js';
import { ThemeSwitch } from './parts/themeswitch.js';
import { Notice } from './parts/notice.js';
import { JobsPage } from './pages/jobs.js';
import { JobPage } from './pages/job.js';
import { TargetsPage } from './pages/targets.js';
import { SubmitPage } from './pages/submit.js';
import { CheckPage } from './pages/check.js';
import { NotFoundPage } from './pages/notfound.js';
import { OutPage } from './pages/out.js';

/** The first that fits is shown; `tab` says which part of the dashboard it belongs to. */
const ROUTES = [
    { form: /^\/(?:dashboard(?:\/jobs)?)?$/, tab: 'jobs', title: 'Jobs', page: JobsPage },
    { form: /^\/dashboard\/jobs\/(?<id>[^/]+)$/, tab: 'jobs', title: 'Job', page: JobPage },
    { form: /^\/dashboard\/targets$/, tab: 'targets', title: 'Targets', page: TargetsPage },
    { form: /^\/dashboard\/submit$/, asks: 'check', tab: 'submit', title: 'Check', page: CheckPage },
    { form: /^\/dashboard\/submit$/, tab: 'submit', title: 'Stop instances', page: SubmitPage },
    { form: /.*/, tab: '', title: 'Not found', page: NotFoundPage },
];

function App() {
    const { path, query } = usePlace();
    const route = ROUTES.find(each => each.form.test(path) && (!each.asks || query.has(each.asks)));
    const { id } = route.form.exec(path).groups ?? {};
    const key = `${route.title} ${id ?? ''}`;
    const caller = useCaller();
    const [out, setOut] = useOut();
    useArrival(out ? 'out' : key, out ? 'Logged out' : route.title);
    return html`
        <${Frame} tab=${route.tab} caller=${out ? NOBODY : caller} onOut=${() => setOut({})}>
            ${out
                ? html`<${OutPage} isExpired=${out.isExpired} />`
                : html`<${Guarded} key=${key}><${route.page} id=${id} query=${query} caller=${caller} /><//>`}
        <//>`;
}

/** A session ends while a page is open, too. */
function useOut() {
    const [out, setOut] = useState();
    useEffect(() => {
        const leave = () => setOut(known => known ?? { isExpired: true });
        addEventListener(OUT, leave);
        return () => removeEventListener(OUT, leave);
    }, []);
    return [out, setOut];
}

/** A new page begins at its heading, for those who hear it and for those who use the keyboard. */
function useArrival(key, title) {
    const isFirst = useRef(true);
    useEffect(() => {
        document.title = `${title} · Fleetstop`;
        if (!isFirst.current) {
            document.querySelector('#main h1')?.focus({ preventScroll: true });
            hush();
        }
        isFirst.current = false;
    }, [key]);
}

function Frame({ tab, caller, onOut, children }) {
    return html`
        <header class="top">
            <div class="top-inner">
                <a class="brand" href="/dashboard/jobs"><${Logo} />Fleetstop</a>
                <nav aria-label="Pages">
                    <${Tab} name="jobs" now=${tab}>Jobs<//>
                    <${Tab} name="targets" now=${tab}>Targets<//>
                </nav>
                ${may(caller, 'submit') && html`
                    <a class="button button-main top-submit" href="/dashboard/submit" aria-current=${tab === 'submit' ? 'page' : undefined}>
                        <${Icon} name="stopped" />Stop instances
                    </a>`}
                <${Account} caller=${caller} onOut=${onOut} />
                <${ThemeSwitch} />
            </div>
        </header>
        <main id="main" tabindex="-1">${children}</main>`;
}

function Tab({ name, now, children }) {
    return html`
        <a class="tab" href=${`/dashboard/${name}`} aria-current=${name === now ? 'page' : undefined}>${children}</a>`;
}

/** One page that breaks must not take the way to the others with it. */
function Guarded({ children }) {
    const [failure, forget] = useErrorBoundary(problem => console.error(problem));
    if (!failure) {
        return children;
    }
    return html`
        <h1 tabindex="-1">Something went wrong</h1>
        <${Notice} tone="bad" title="This page has a fault of its own">
            <p>${String(failure.message ?? failure)}</p>
            <p><button type="button" class="button" onClick=${forget}>Show it again</button></p>
        <//>`;
}

startRouting();
render(html`<${App} />`, document.getElementById('app'));
