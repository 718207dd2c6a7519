/** Times as people say them, and as they need them for a log: always with the zone. */
import { useEffect, useState } from './html.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

// Twenty-four hours and the month as a word: cannot be misread, wherever one comes from.
const whole = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric', month: 'short', year: 'numeric',
    hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short',
});
const ofToday = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short',
});
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

export const absolute = at => whole.format(new Date(at));
export const hourAndMinute = at => clock.format(new Date(at));

/** Without the date where it is today's. */
export function briefly(at, now = Date.now()) {
    const same = new Date(at).toDateString() === new Date(now).toDateString();
    return (same ? ofToday : whole).format(new Date(at));
}

/** At most two units, the larger first. */
export function duration(milliseconds) {
    const left = Math.max(0, milliseconds);
    if (left < SECOND) {
        return 'under 1 s';
    }
    if (left < MINUTE) {
        return `${Math.floor(left / SECOND)} s`;
    }
    if (left < HOUR) {
        return two(left, MINUTE, 'min', SECOND, 's');
    }
    return left < DAY ? two(left, HOUR, 'h', MINUTE, 'min') : two(left, DAY, 'd', HOUR, 'h');
}

function two(time, large, largeName, small, smallName) {
    const rest = Math.floor(time % large / small);
    return `${Math.floor(time / large)} ${largeName}${rest ? ` ${rest} ${smallName}` : ''}`;
}

/** The past in one unit, since it is read at a glance and many below each other; the future, which somebody waits for, in two. */
export function relative(at, now = Date.now()) {
    const away = new Date(at).getTime() - now;
    const size = Math.abs(away);
    // The browser's clock may be a little behind the database's.
    if (size < 2 * SECOND) {
        return 'just now';
    }
    if (away > 0) {
        return `in ${duration(size)}`;
    }
    return size < MINUTE ? `${Math.floor(size / SECOND)} s ago`
        : size < HOUR ? `${Math.floor(size / MINUTE)} min ago`
            : size < 2 * DAY ? `${Math.floor(size / HOUR)} h ago`
                : `${Math.floor(size / DAY)} d ago`;
}

/** @return milliseconds of an ISO-8601 duration such as PT1M30S */
export function isoDuration(text) {
    const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(text) ?? [];
    const [days, hours, minutes, seconds] = parts.slice(1).map(part => Number(part ?? 0));
    return (days ?? 0) * DAY + (hours ?? 0) * HOUR + (minutes ?? 0) * MINUTE + (seconds ?? 0) * SECOND;
}

/** For a field that takes a local time without a zone. */
export function toLocalField(at) {
    const date = new Date(at);
    return new Date(date.getTime() - date.getTimezoneOffset() * MINUTE).toISOString().slice(0, 16);
}

/** @return undefined for an empty field */
export const fromLocalField = text => text ? new Date(text).toISOString() : undefined;

/** Such as UTC+02:00: what local times on this page mean. */
export function zone() {
    const minutes = -new Date().getTimezoneOffset();
    const size = Math.abs(minutes);
    const pad = number => String(number).padStart(2, '0');
    return `UTC${minutes < 0 ? '−' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}

const watchers = new Set();
let ticking;

/** The time, once a second. One clock for the whole page, which stands still while nobody looks. */
export function useNow() {
    const [now, setNow] = useState(Date.now);
    useEffect(() => {
        watchers.add(setNow);
        ticking ??= setInterval(() => document.hidden || watchers.forEach(set => set(Date.now())), SECOND);
        return () => {
            watchers.delete(setNow);
            if (!watchers.size) {
                clearInterval(ticking);
                ticking = undefined;
            }
        };
    }, []);
    return now;
}
