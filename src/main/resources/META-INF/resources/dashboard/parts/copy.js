/** Puts text where it can be pasted from. */
import { html, useEffect, useState } from '../html.js';
import { announce } from '../announce.js';
import { Icon } from './icon.js';

/**
 * @param what names the text for those who do not see what it stands beside
 * @param word shown on the button; without one it is a small button with a shape only
 */
export function Copy({ text, what, word }) {
    const [done, setDone] = useState('');
    useEffect(() => {
        const timer = done && setTimeout(() => setDone(''), 2000);
        return () => clearTimeout(timer);
    }, [done]);
    const copy = async () => {
        const worked = await put(text);
        setDone(worked ? 'Copied' : 'Not copied');
        announce(worked ? `Copied ${what}` : `The browser did not let ${what} be copied`);
    };
    return html`
        <button type="button" class=${word ? 'button' : 'copy'} onClick=${copy} aria-label=${word ? undefined : `Copy ${what}`}
                title=${word ? undefined : `Copy ${what}`}>
            <${Icon} name=${done === 'Copied' ? 'accepted' : 'copy'} />${word && (done || word)}
        </button>`;
}

async function put(text) {
    try {
        await navigator.clipboard.writeText(text);
        return true;
    } catch {
        return putByHand(text);
    }
}

/** The clipboard proper is only there over https and on this very machine. */
function putByHand(text) {
    const area = document.createElement('textarea');
    const focused = document.activeElement;
    area.value = text;
    area.className = 'unseen';
    document.body.append(area);
    area.select();
    const worked = document.execCommand('copy');
    area.remove();
    focused?.focus();
    return worked;
}
