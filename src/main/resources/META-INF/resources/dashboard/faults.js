/** What is wrong with a request, at the field where it can be mended. */
import { MOST_IDS } from './ids.js';

/** What needs no service to be seen. @param read what was found in the text of ids */
export function faultsHere(read, form) {
    return { ...halfFilled(form), ...faultsOfIds(read) };
}

/** The browser gives half a date as none at all, and a stop that was to wait would go at once. */
function halfFilled(form) {
    const half = [...form.elements].filter(field => field.validity?.badInput);
    return Object.fromEntries(half.map(field => [field.name, 'Is not complete: it takes a date and a time.']));
}

function faultsOfIds({ ids, faults }) {
    if (faults.length) {
        return { instanceIds: faults.length === 1
            ? 'One of these cannot be an instance id. It is named below; correct or remove it.'
            : `${faults.length} of these cannot be instance ids. They are named below; correct or remove them.` };
    }
    if (!ids.length) {
        return { instanceIds: 'Paste at least one instance id.' };
    }
    return ids.length > MOST_IDS ? { instanceIds: `A job takes ${MOST_IDS} instances at most; these are ${ids.length}.` } : {};
}

/** What the service found. @return messages by the name of the field; one that names an id says which */
export function faultsByField(problem, ids) {
    const found = {};
    for (const { field, message } of problem.errors ?? []) {
        const [, name, place] = /^([^[]+)(?:\[(\d+)\])?$/.exec(field) ?? [undefined, field];
        const said = place === undefined ? message : `${ids[place] ?? `id ${Number(place) + 1}`} ${message}`;
        found[name] = found[name] ? `${found[name]}; ${said}` : said;
    }
    if (problem.code === 'InvalidCount.Malformed' || problem.code === 'MissingParameter.InstanceId') {
        found.instanceIds ??= problem.message;
    }
    return found;
}
