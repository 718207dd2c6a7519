/** What is wrong with a request, at the field where it can be mended. */
import { MOST_IDS } from './ids.js';

/** What needs no service to be seen. @param read what was found in the text of ids */
export function faultsHere({ ids, faults }) {
    if (faults.length) {
        return { instanceIds: `${faults.length === 1 ? 'One id is' : `${faults.length} ids are`} not as ids can be; mend or remove ${
            faults.length === 1 ? 'it' : 'them'} below.` };
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
