import * as z from 'zod';
import type { MediaNode } from '../../../events/content/download-info.ts';
import { text } from '../id.ts';
import { toWireName } from '../wire-name.ts';

const FIELDS = {
  url: text,
  mediaKey: text,
  mimetype: text,
  directPath: z.string().optional(),
  fileEncSha256: z.string().optional(),
  fileSha256: z.string().optional(),
  fileLength: z.union([z.number(), z.string()]).optional(),
};

const NAMES = Object.keys(FIELDS).map((name) => [name, toWireName(name)] as const);

/**
 * The fields that a download needs: in camelCase, or as an event contains them (`...event.media.downloadInfo`). The
 * required fields are those that the documentation marks as required.
 */
export const downloadInfo = z
  .custom<z.input<z.ZodObject<typeof FIELDS>> | MediaNode>((input) => typeof input === 'object' && input !== null)
  .transform((given) => {
    const fields = given as Readonly<Record<string, unknown>>;
    return Object.fromEntries(NAMES.map(([name, wire]) => [name, fields[name] ?? fields[wire] ?? undefined]));
  })
  .pipe(z.object(FIELDS))
  .transform((fields) => Object.fromEntries(Object.entries(fields).map(([name, value]) => [toWireName(name), value])));
