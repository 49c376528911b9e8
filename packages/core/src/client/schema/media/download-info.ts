import * as z from 'zod';
import type { MediaNode } from '../../../events/content/media-node.ts';
import { text } from '../id.ts';
import { wireName } from '../wire-name.ts';

const FIELDS = {
  url: text,
  mediaKey: text,
  mimetype: text,
  directPath: z.string().optional(),
  fileEncSha256: z.string().optional(),
  fileSha256: z.string().optional(),
  fileLength: z.union([z.number(), z.string()]).optional(),
};

const NAMES = Object.keys(FIELDS).map((name) => [name, wireName(name)] as const);

/**
 * What a download needs: the fields in camelCase, or the media node of an event as it is (`...event.media.node`).
 * Required ones are marked so in the documentation.
 */
export const mediaNode = z
  .custom<z.input<z.ZodObject<typeof FIELDS>> | MediaNode>((input) => typeof input === 'object' && input !== null)
  .transform((given) => {
    const fields = given as Readonly<Record<string, unknown>>;
    return Object.fromEntries(NAMES.map(([name, wire]) => [name, fields[name] ?? fields[wire] ?? undefined]));
  })
  .pipe(z.object(FIELDS))
  .transform((fields) => Object.fromEntries(Object.entries(fields).map(([name, value]) => [wireName(name), value])));
