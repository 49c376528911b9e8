import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DownloadedMedia, EventOf } from '@vzaps/express';
import mime from 'mime';

/**
 * Creates a function that saves the media of a message in a folder, one file per message. A second delivery of a message
 * writes the same file. A file gets its final name when it is complete. The name is a hash, because senders choose the
 * ids of their messages.
 */
export function createMediaFolder(folder: string) {
  return async ({ chat, messageId }: EventOf<'Message'>, { bytes, mimetype }: DownloadedMedia): Promise<string> => {
    const name = createHash('sha256').update(`${chat} ${messageId}`).digest('hex').slice(0, 32);
    const path = join(folder, `${name}.${mime.getExtension(mimetype) ?? 'bin'}`);
    await mkdir(folder, { recursive: true });
    await writeFile(`${path}.part`, bytes);
    await rename(`${path}.part`, path);
    return path;
  };
}
