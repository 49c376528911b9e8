import type { Answer } from '../../vector.ts';

export const HANDLED: Answer = { status: 200, outcome: 'handled' };
export const UNHANDLED: Answer = { status: 200, outcome: 'unhandled' };
export const DUPLICATE: Answer = { status: 200, outcome: 'duplicate' };
export const SUPERSEDED: Answer = { status: 200, outcome: 'superseded' };
export const QUEUED: Answer = { status: 200, outcome: 'queued' };
export const MALFORMED: Answer = { status: 400, outcome: 'malformed' };
export const REFUSED: Answer = { status: 401, outcome: 'refused' };
export const METHOD: Answer = { status: 405, outcome: 'method_not_allowed', headers: { allow: 'POST' } };
export const BUSY: Answer = { status: 409, outcome: 'busy', headers: { 'retry-after': '2' } };
export const TOO_LARGE: Answer = { status: 413, outcome: 'too_large' };
export const MEDIA_TYPE: Answer = {
  status: 415,
  outcome: 'unsupported_encoding',
  headers: { 'accept-encoding': 'identity' },
};
export const DRIFTED: Answer = { status: 422, outcome: 'unprocessable' };
export const FAILED: Answer = { status: 500, outcome: 'failed' };
export const OVERLOADED: Answer = { status: 503, outcome: 'overloaded' };

/** The receiver's mistake of a mount, thrown: the framework answers, or the adapter. */
export const THROWN: readonly Answer[] = [{ status: 500 }, { ...FAILED, untold: true }];

/** Somebody else's answer, in words of their own. */
export const theirs = (status: number): Answer => ({ status });
