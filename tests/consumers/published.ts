import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { inject } from 'vitest';

export interface PublishedManifest {
  name: string;
  main?: string;
  types?: string;
  homepage?: string;
  bugs?: unknown;
  repository?: { directory?: string };
  author?: string;
  /** The commands of the package. */
  bin?: Record<string, string>;
  exports: Record<string, unknown>;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

/** The package.json of each tarball. */
export function readPublishedManifests(): PublishedManifest[] {
  return Object.values(inject('tarballs')).map((tarball) => JSON.parse(readFromTarball(tarball, 'package.json')));
}

export function listTarball(tarball: string): string[] {
  return [...openTarball(tarball).keys()];
}

export function readFromTarball(tarball: string, path: string): string {
  const content = openTarball(tarball).get(path);
  if (!content) throw new Error(`${path} is not in ${tarball}`);
  return content.toString('utf8');
}

const opened = new Map<string, Map<string, Buffer>>();

/** The files of a tarball, by their paths. A process of `tar` for each of them would need most of the time of the tests. */
function openTarball(tarball: string): Map<string, Buffer> {
  const known = opened.get(tarball);
  if (known) return known;
  const bytes = gunzipSync(readFileSync(tarball));
  const files = new Map<string, Buffer>();
  let offset = 0;
  // The archive ends with a block of zeros.
  while (bytes[offset]) {
    const text = (start: number, length: number) =>
      bytes.toString('utf8', offset + start, offset + start + length).split('\0', 1)[0] ?? '';
    const [type, prefix, name] = [text(156, 1), text(345, 155), text(0, 100)];
    const size = Number.parseInt(text(124, 12), 8);
    // Extended headers would have longer names.
    if (type !== '0') throw new Error(`${tarball} has an entry of the type ${type}`);
    const path = (prefix ? `${prefix}/${name}` : name).replace(/^package\//, '');
    files.set(path, bytes.subarray(offset + 512, offset + 512 + size));
    offset += 512 + Math.ceil(size / 512) * 512;
  }
  opened.set(tarball, files);
  return files;
}
