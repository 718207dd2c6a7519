/** Sends a request so that it makes one job, however often it is sent. */
import { createJob, Problem } from './api.js';
import { forgetToken, tokenFor } from './tokens.js';

/** @return the job's id, and whether it was there before: `running`, `done` or undefined */
export async function submit(request) {
    try {
        const { body, replayed } = await createJob({ ...request, clientToken: tokenFor(request) });
        forgetToken();
        return { id: body.id, repeat: replayed ? 'done' : undefined };
    } catch (failure) {
        if (failure instanceof Problem && failure.code === 'IdempotentProcessing' && failure.jobId) {
            forgetToken();
            return { id: failure.jobId, repeat: 'running' };
        }
        throw failure;
    }
}

export const addressOf = ({ id, repeat }) => `/dashboard/jobs/${id}${repeat ? `?repeat=${repeat}` : ''}`;
