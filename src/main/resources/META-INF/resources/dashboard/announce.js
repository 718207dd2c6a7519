/** The one live region. What changes all the time is not announced; what somebody waits for is. */

const region = () => document.getElementById('announcer');
let speaking;

/** @param text for screen readers, said when they are free */
export function announce(text) {
    hush();
    clearTimeout(speaking);
    // The same words again would be taken for no change if nothing came between.
    speaking = setTimeout(() => { region().textContent = text; }, 50);
}

/** What was said on one page must not be found on the next. */
export function hush() {
    region().textContent = '';
}
