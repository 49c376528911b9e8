import { execFileSync } from 'node:child_process';
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
  const list = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' });
  return list
    .split('\n')
    .filter(Boolean)
    .map((path) => path.replace(/^package\//, ''));
}

export function readFromTarball(tarball: string, path: string): string {
  return execFileSync('tar', ['-xzOf', tarball, `package/${path}`], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}
