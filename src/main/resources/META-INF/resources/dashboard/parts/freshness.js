/** Whether what is shown is how things are. */
import { html, useEffect, useRef } from '../html.js';
import { announce } from '../announce.js';
import { duration, useNow } from '../time.js';
import { Icon } from './icon.js';

/** @param at of the last good answer; undefined before the first */
export function Freshness({ at, failure, paused, onPause, what }) {
    useEdge(Boolean(failure && at), lost => announce(lost
        ? `Connection lost. ${what} may be out of date.`
        : `Connected again. ${what} is up to date.`));
    return html`
        <div class="freshness">
            <${Said} at=${at} failure=${failure} paused=${paused} />
            ${onPause && html`
                <button type="button" class="button button-quiet" aria-pressed=${paused} onClick=${onPause}>
                    <${Icon} name=${paused ? 'play' : 'pause'} />${paused ? 'Resume' : 'Pause'}
                </button>`}
        </div>`;
}

function Said({ at, failure, paused }) {
    const now = useNow();
    const age = at && duration(Math.max(1000, now - at));
    if (paused) {
        return html`<span class="fresh tone-calm"><${Icon} name="pause" />Paused${at && ` ${age} ago`}</span>`;
    }
    if (failure && at) {
        return html`<span class="fresh tone-warn"><${Icon} name="warning" />Last updated ${age} ago, retrying</span>`;
    }
    if (!at) {
        return html`<span class="fresh tone-calm"><${Icon} name="clock" />${failure ? 'Not connected' : 'Loading'}</span>`;
    }
    return html`<span class="fresh tone-good"><span class="pulse" aria-hidden="true"></span>Live</span>`;
}

/** Tells of changes only, and not of how it was at first. */
function useEdge(value, tell) {
    const before = useRef(value);
    useEffect(() => {
        if (before.current !== value) {
            before.current = value;
            tell(value);
        }
    }, [value]);
}
