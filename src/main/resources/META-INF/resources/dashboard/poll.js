/** Asks again and again: less often while it fails, hardly while nobody looks. */
import { useCallback, useEffect, useRef, useState } from './html.js';

const LONGEST = 30_000;

/** Milliseconds to the next question. The first failures are followed up quickly, since most pass at once. */
export function pause(every, failures, failure) {
    const backoff = Math.min(LONGEST, every * 2 ** Math.max(0, failures - 1));
    const wait = Math.max(backoff, (failure?.retryAfter ?? 0) * 1000);
    return document.hidden ? Math.max(wait, LONGEST) : wait;
}

/**
 * @param ask gives a promise of the answer; is told a signal that ends it
 * @param key names the question: another key, another question
 * @param every milliseconds; 0 asks once
 * @return the last answer and when it came, and the failure since then, if any. `pending` while the answer is to the question before
 */
export function usePoll(ask, { key = '', every, paused = false }) {
    const [state, setState] = useState({});
    const question = useRef(ask);
    question.current = ask;
    const askAgain = useRef(() => {});

    useEffect(() => {
        if (paused) {
            return undefined;
        }
        const control = new AbortController();
        let timer;
        let failures = 0;
        let busy = false;

        async function run() {
            if (busy) {
                return;
            }
            clearTimeout(timer);
            busy = true;
            let failure;
            try {
                const answer = await question.current({ signal: control.signal });
                failures = 0;
                setState({ key, answer, at: Date.now() });
            } catch (problem) {
                if (control.signal.aborted) {
                    return;
                }
                failure = problem;
                failures++;
                // An answer to another question is none to this one.
                setState(known => known.key === key ? { ...known, failure } : { key, failure });
            } finally {
                busy = false;
            }
            // What is wrong with the question itself stays wrong.
            if (every && !(failure && failure.mayPass === false) && !control.signal.aborted) {
                timer = setTimeout(run, pause(every, failures, failure));
            }
        }

        const onShown = () => document.hidden || run();
        document.addEventListener('visibilitychange', onShown);
        askAgain.current = run;
        run();
        return () => {
            control.abort();
            clearTimeout(timer);
            document.removeEventListener('visibilitychange', onShown);
        };
    }, [key, every, paused]);

    return { ...state, pending: state.key !== key, again: useCallback(() => askAgain.current(), []) };
}
