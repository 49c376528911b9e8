import * as z from 'zod';

const REFUSED = 'must be an id: not blank, and without spaces, slashes or the meaning of a path';

/** An id that becomes a segment of the path. `.` and `..` would name another route. */
export const id = z.string().regex(/^(?!\.{1,2}$)[^\s/\\?#%\p{C}]{1,512}$/u, REFUSED);

/** A text that is not blank. */
export const text = z.string().refine((value) => value.trim() !== '', 'must not be blank');

/** A token, as it may stand in a header. */
export const token = z.string().regex(/^[\x21-\x7e]+$/, 'must be a token: not blank, without spaces or line breaks');

/** `''` is none, as in VZaps' SDK: so does a variable come that is not set. */
export const optionalToken = z.union([token, z.literal('').transform(() => undefined)]).optional();
