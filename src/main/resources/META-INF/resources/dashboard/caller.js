/** Who looks at the page, and what they may do. */
import { useEffect, useState } from './html.js';
import { readCaller } from './api.js';

export const NOBODY = { name: '', tenant: '', roles: [] };
let asked;

/** @return undefined until it is known; then what the service knows, or the failure */
export function useCaller() {
    const [caller, setCaller] = useState();
    useEffect(() => {
        asked ??= readCaller().then(({ body }) => body);
        asked.then(setCaller, failure => {
            asked = undefined;
            setCaller({ ...NOBODY, failure });
        });
    }, []);
    return caller;
}

/** Whether the page may offer it. Until it is known who looks, it does: the service has the last word. */
export const may = (caller, role) => !caller || Boolean(caller.failure) || caller.roles.includes(role);

/** A service that is set up open knows nobody. */
export const hasName = caller => Boolean(caller?.name) && !caller.name.endsWith('/anonymous');
