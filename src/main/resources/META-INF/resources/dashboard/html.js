/** One place that knows which library draws, and in which version. */
import { h } from './vendor/preact-11.2.0/preact.mjs';
import htm from './vendor/htm-3.1.1/htm.mjs';

export { render } from './vendor/preact-11.2.0/preact.mjs';
export {
    useCallback, useEffect, useErrorBoundary, useId, useLayoutEffect, useMemo, useRef, useState,
} from './vendor/preact-11.2.0/hooks.mjs';

/** Markup in a template. Values become text or attributes, never markup: nothing here can run what the API sends. */
export const html = htm.bind(h);
