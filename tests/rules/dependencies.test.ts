import { describe, expect, it } from 'vitest';
import { packages, read } from './workspace.ts';

interface Manifest {
  name: string;
  dependencies?: object;
  peerDependencies?: object;
  optionalDependencies?: object;
}

const manifests: Manifest[] = packages.map((folder) => JSON.parse(read(`packages/${folder}/package.json`)));
const page = read('docs/dependencies.md');

/** `package dependency` for each row of the table with this title. A row may name several dependencies. */
function listRows(title: string): string[] {
  const [, table = ''] =
    new RegExp(`\\| package \\| ${title} \\| why \\|\\n\\|[-|]+\\|\\n((?:\\|.*\\n)+)`).exec(page) ?? [];
  return [...table.matchAll(/^\| `([^`]+)` \| ([^|]+) \| \S.+ \|$/gm)].flatMap(([, name, names = '']) =>
    [...names.matchAll(/`([^`]+)`/g)].map(([, dependency]) => `${name} ${dependency}`),
  );
}

const listed = (field: 'dependencies' | 'peerDependencies'): string[] =>
  manifests.flatMap((manifest) =>
    Object.keys(manifest[field] ?? {}).map((dependency) => `${manifest.name} ${dependency}`),
  );

describe('docs/dependencies.md', () => {
  it('states a reason for each dependency of a package, and for nothing else', () => {
    expect(listRows('dependency').sort()).toEqual(listed('dependencies').sort());
  });

  it('states a reason for each peer of a package, and for nothing else', () => {
    expect(listRows('peer').sort()).toEqual(listed('peerDependencies').sort());
  });
});
