import type { ResponseSpec } from '../../vector.ts';

export const HANDLED: ResponseSpec = { status: 200, outcome: 'handled' };
export const UNHANDLED: ResponseSpec = { status: 200, outcome: 'unhandled' };
export const DUPLICATE: ResponseSpec = { status: 200, outcome: 'duplicate' };
export const SUPERSEDED: ResponseSpec = { status: 200, outcome: 'superseded' };
export const QUEUED: ResponseSpec = { status: 200, outcome: 'queued' };
export const MALFORMED: ResponseSpec = { status: 400, outcome: 'malformed' };
export const REFUSED: ResponseSpec = { status: 401, outcome: 'refused' };
export const METHOD_NOT_ALLOWED: ResponseSpec = {
  status: 405,
  outcome: 'method_not_allowed',
  headers: { allow: 'POST' },
};
export const BUSY: ResponseSpec = { status: 409, outcome: 'busy', headers: { 'retry-after': '2' } };
export const TOO_LARGE: ResponseSpec = { status: 413, outcome: 'too_large' };
export const UNSUPPORTED_ENCODING: ResponseSpec = {
  status: 415,
  outcome: 'unsupported_encoding',
  headers: { 'accept-encoding': 'identity' },
};
export const UNPROCESSABLE: ResponseSpec = { status: 422, outcome: 'unprocessable' };
export const FAILED: ResponseSpec = { status: 500, outcome: 'failed' };
export const OVERLOADED: ResponseSpec = { status: 503, outcome: 'overloaded' };

/** The receiver throws because of a wrong mount. The framework or the adapter responds. */
export const THROWN: readonly ResponseSpec[] = [{ status: 500 }, { ...FAILED, unreported: true }];

/** A response of the framework or of the HTTP server. Only its status is fixed. */
export const foreign = (status: number): ResponseSpec => ({ status });
