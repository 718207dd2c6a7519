/** Addresses: which page is shown, and how to get to another one without loading everything again. */
import { useEffect, useState } from './html.js';

const listeners = new Set();

function place() {
    return { path: location.pathname.replace(/(.)\/+$/, '$1'), query: new URLSearchParams(location.search) };
}

function tellAll() {
    listeners.forEach(listener => listener(place()));
}

/** @param replace for what Back should not return to, such as half a filter */
export function go(address, { replace = false } = {}) {
    if (replace) {
        history.replaceState(history.state, '', address);
    } else {
        history.replaceState({ scroll: window.scrollY }, '');
        history.pushState({}, '', address);
        window.scrollTo(0, 0);
    }
    tellAll();
}

/** The address, followed as it changes. */
export function usePlace() {
    const [now, setNow] = useState(place);
    useEffect(() => {
        listeners.add(setNow);
        return () => listeners.delete(setNow);
    }, []);
    return now;
}

/** Lets ordinary links work: the browser still opens them in a new tab when asked to. */
export function startRouting() {
    history.scrollRestoration = 'manual';
    document.addEventListener('click', event => {
        const link = event.target.closest?.('a[href]');
        const ours = link && link.origin === location.origin && link.pathname.startsWith('/dashboard') && !isWithinPage(link);
        const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
        if (ours && plain && !link.target && !event.defaultPrevented) {
            event.preventDefault();
            go(link.href);
        }
    });
    window.addEventListener('popstate', event => {
        tellAll();
        if (event.state) {
            // After the page has drawn what it remembers; before that there is nothing to scroll.
            setTimeout(() => window.scrollTo(0, event.state.scroll ?? 0), 50);
        }
    });
}

/** To another part of the same page: the browser knows best how to scroll there, and to move the focus. */
function isWithinPage(link) {
    return link.hash && link.pathname === location.pathname && link.search === location.search;
}
