import * as z from 'zod';

const REFUSED = 'must be an id: not blank, not `.` or `..`, without spaces and slashes';

/** An id that becomes a segment of the path. `.` and `..` would name another route. */
export const id = z.string().regex(/^(?!\.{1,2}$)[^\s/\\?#%\p{C}]{1,512}$/u, REFUSED);

/** A text that is not blank. */
export const text = z.string().refine((value) => value.trim() !== '', 'must not be blank');

export const optionalText = z.string().optional();

/** A token that a header may contain. */
export const TOKEN = /^[\x21-\x7e]+$/;

export const token = z.string().regex(TOKEN, 'must be a token: not blank, without spaces or line breaks');

/** An empty string counts as no token, because an environment variable that is not set often arrives as one. */
export const optionalToken = z.union([token, z.literal('').transform(() => undefined)]).optional();
