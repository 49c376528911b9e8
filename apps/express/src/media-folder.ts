import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DownloadedMedia, EventOf } from '@vzaps/express';
import mime from 'mime';

/**
 * A folder with one file per message. A delivery that comes again writes the same file, and a file that is there is
 * whole: it gets its name last. The name is a hash, since a message's id is chosen by its sender.
 */
export function mediaFolder(folder: string) {
  return async ({ chat, messageId }: EventOf<'Message'>, { bytes, mimetype }: DownloadedMedia): Promise<string> => {
    const name = createHash('sha256').update(`${chat} ${messageId}`).digest('hex').slice(0, 32);
    const path = join(folder, `${name}.${mime.getExtension(mimetype) ?? 'bin'}`);
    await mkdir(folder, { recursive: true });
    await writeFile(`${path}.part`, bytes);
    await rename(`${path}.part`, path);
    return path;
  };
}
