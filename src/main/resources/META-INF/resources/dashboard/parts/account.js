/** Who is logged in, and the way out. */
import { html, useState } from '../html.js';
import { logOut } from '../api.js';
import { hasName } from '../caller.js';
import { Icon } from './icon.js';

export function Account({ caller, onOut }) {
    const [busy, setBusy] = useState(false);
    if (!hasName(caller)) {
        return null;
    }
    const leave = async () => {
        setBusy(true);
        try {
            await logOut();
            onOut();
        } finally {
            setBusy(false);
        }
    };
    return html`
        <span class="account">
            <span class="account-name" title=${`Tenant ${caller.tenant}; may: ${caller.roles.join(', ')}`}>${caller.name}</span>
            <button type="button" class="button button-quiet button-square" disabled=${busy} onClick=${leave} aria-label="Log out" title="Log out">
                <${Icon} name="out" />
            </button>
        </span>`;
}
