import type { Vector } from '../vector.ts';
import { byteVerifiers } from './byte-verifiers.ts';
import { connections } from './connections.ts';
import { duplicates } from './duplicates.ts';
import { envelopes } from './envelopes.ts';
import { forgedUrls } from './forged-urls.ts';
import { handlerVectors } from './handlers.ts';
import { jsonBodies } from './json-bodies.ts';
import { mediaTypes } from './media-types.ts';
import { methods } from './methods.ts';
import { signedUrls } from './signed-urls.ts';
import { sizes } from './sizes.ts';
import { verifiers } from './verifiers.ts';

/** Every case of the contract. */
export const VECTORS: readonly Vector[] = [
  ...signedUrls,
  ...forgedUrls,
  ...verifiers,
  ...byteVerifiers,
  ...jsonBodies,
  ...envelopes,
  ...mediaTypes,
  ...sizes,
  ...handlerVectors,
  ...duplicates,
  ...methods,
  ...connections,
];
