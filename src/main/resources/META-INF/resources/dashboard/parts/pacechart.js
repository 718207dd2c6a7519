/** The rate over the last hour: a picture, its summary for those who do not see it, and the figures behind it. */
import { html } from '../html.js';
import { hourAndMinute, useNow } from '../time.js';

const HOUR = 3_600_000;
const WIDTH = 600;
const HEIGHT = 120;
/** Milliseconds. There are points only while the target is called; a line across a longer silence would tell of calls. */
const LONGEST_GAP = 60_000;
const ROWS_EVERY = 300_000;

export function PaceChart({ name, points, failure }) {
    const now = useNow();
    // Redrawn each half minute: a picture that moves by a pixel every second is unrest without news.
    const end = Math.ceil(now / 30_000) * 30_000;
    if (!points?.length) {
        return html`<p class="chart-none">${failure ? 'The course of the rate cannot be shown.'
            : points ? 'Not called within the last hour.' : 'Loading the last hour…'}</p>`;
    }
    const drawn = points.map(point => ({ ...point, time: new Date(point.at).getTime() })).filter(point => point.time > end - HOUR);
    const top = ceiling(Math.max(1, ...drawn.flatMap(point => [point.rate ?? 0, point.learnedRate ?? 0])));
    const x = time => WIDTH * (1 - (end - time) / HOUR);
    const y = rate => HEIGHT * (1 - rate / top);
    const rates = line(drawn, 'rate', x, y);
    const refused = drawn.filter(point => point.throttledShare > 0.005);
    return html`
        <figure class="chart">
            <div class="chart-plot">
                <span class="chart-top">${top}</span><span class="chart-half">${top / 2}</span><span class="chart-zero">0</span>
                <svg viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label=${summary(name, drawn)}>
                    <path class="chart-grid" d=${`M0 0H${WIDTH}M0 ${HEIGHT / 2}H${WIDTH}M0 ${HEIGHT}H${WIDTH}`} />
                    ${refused.map(point => html`
                        <path key=${point.at} class="chart-refused" d=${`M${x(point.time)} ${HEIGHT}V${HEIGHT * (1 - point.throttledShare)}`} />`)}
                    <path class="chart-learned" d=${line(drawn, 'learnedRate', x, y)} />
                    <path class="chart-rate" d=${rates} />
                </svg>
            </div>
            <div class="chart-times" aria-hidden="true">
                <span>${hourAndMinute(end - HOUR)}</span><span>${hourAndMinute(end - HOUR / 2)}</span><span>${hourAndMinute(end)}</span>
            </div>
            <figcaption>
                <span class="key key-rate">Calls/s</span>
                <span class="key key-learned">Learned limit</span>
                <span class="key key-refused">Share refused for the rate</span>
            </figcaption>
            <${Figures} name=${name} points=${drawn} />
        </figure>`;
}

function line(points, field, x, y) {
    let last;
    return points.filter(point => point[field] !== null && point[field] !== undefined).map(point => {
        const goesOn = last !== undefined && point.time - last <= LONGEST_GAP;
        const at = `${x(point.time).toFixed(1)} ${y(point[field]).toFixed(1)}`;
        last = point.time;
        // A line of no length is a dot: one point among silence must be seen too.
        return goesOn ? `L${at}` : `M${at}h0`;
    }).join('');
}

/** The next round number, so that the scale does not change with every point. */
function ceiling(most) {
    const size = 10 ** Math.floor(Math.log10(most));
    return [1, 2, 4, 6, 8, 10].map(step => step * size).find(step => step >= most * 1.05) ?? 20 * size;
}

function summary(name, points) {
    const rates = points.map(point => point.rate).filter(rate => rate !== null);
    return rates.length
        ? `Calls per second to ${name} in the last hour: lowest ${Math.min(...rates)}, highest ${Math.max(...rates)}, last ${rates.at(-1)}`
        : `No calls to ${name} in the last hour`;
}

function Figures({ name, points }) {
    let last = 0;
    const rows = points.filter(point => {
        const isDue = point.time - last >= ROWS_EVERY;
        last = isDue ? point.time : last;
        return isDue;
    });
    return html`
        <details class="chart-figures">
            <summary>Figures</summary>
            <table class="table table-small">
                <caption class="unseen">Rate of ${name} in the last hour</caption>
                <thead><tr><th scope="col">Time</th><th scope="col" class="end">Calls/s</th>
                    <th scope="col" class="end">Learned</th><th scope="col" class="end">Refused</th></tr></thead>
                <tbody>${rows.map(point => html`
                    <tr key=${point.at}>
                        <td><time datetime=${point.at}>${hourAndMinute(point.at)}</time></td>
                        <td class="end">${point.rate ?? '–'}</td>
                        <td class="end">${point.learnedRate ?? '–'}</td>
                        <td class="end">${Math.round(point.throttledShare * 100)} %</td>
                    </tr>`)}</tbody>
            </table>
        </details>`;
}
