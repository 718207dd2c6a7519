/** The one live region. What changes all the time is not announced; what somebody waits for is. */

/** @param text for screen readers, said when they are free */
export function announce(text) {
    const region = document.getElementById('announcer');
    // The same words again would be taken for no change.
    region.textContent = '';
    setTimeout(() => { region.textContent = text; }, 50);
}
