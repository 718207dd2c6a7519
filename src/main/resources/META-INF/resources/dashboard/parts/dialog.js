/** Asks before something that cannot be undone. The browser keeps focus inside, and gives it back. */
import { html, useEffect, useId, useRef } from '../html.js';

/** @param children says what will happen; the way back is first in order and gets the focus */
export function Dialog({ title, children, yes, no, busy, onYes, onNo }) {
    const dialog = useRef();
    const id = useId();
    useEffect(() => dialog.current.showModal(), []);
    // Closed before it is taken away: focus goes back only from a dialog that is still there.
    return html`
        <dialog ref=${dialog} class="dialog" aria-labelledby=${id} onClose=${onNo}>
            <h2 id=${id}>${title}</h2>
            <div class="dialog-text">${children}</div>
            <div class="dialog-actions">
                <button type="button" class="button" autofocus onClick=${() => dialog.current.close()}>${no}</button>
                <button type="button" class="button button-danger" disabled=${busy} onClick=${onYes}>${yes}</button>
            </div>
        </dialog>`;
}
