/** A code such as InvalidParameter.KMSKeyId.KMSUnauthorized, which may be broken where its words end and nowhere else. */
import { html } from '../html.js';

export function Breakable({ text }) {
    return text.split(/(?<=\.)|(?<=[a-z])(?=[A-Z])/).map((part, index) => html`${index > 0 && html`<wbr />`}${part}`);
}
