import { describe, expect, it } from 'vitest';
import { type Manifest, originOf, publishConfigOf } from './manifest.ts';
import { listFiles, packages, read } from './workspace.ts';

describe.each(packages)('package.json of packages/%s', (folder) => {
  const manifest: Manifest & { dependencies?: Record<string, string>; peerDependencies?: Record<string, string> } =
    JSON.parse(read(`packages/${folder}/package.json`));

  it('states the repository, the homepage, the page for bug reports and the author', () => {
    expect(manifest).toMatchObject(originOf(folder));
  });

  it('publishes the entries that the repository uses (`pnpm manifests` writes them)', () => {
    expect(manifest.publishConfig).toEqual(publishConfigOf(manifest));
  });

  it('asks for peers in caret ranges, which end before the next major', () => {
    const alternatives = Object.values(manifest.peerDependencies ?? {}).flatMap((range) => range.split(' || '));
    expect(alternatives.filter((range) => !/^\^\d+\.\d+\.\d+$/.test(range))).toEqual([]);
  });

  it('publishes dependencies as caret ranges', () => {
    const versions = Object.values(manifest.dependencies ?? {}).map((version) =>
      version === 'catalog:published' ? '^' : version.replace('workspace:', ''),
    );
    expect(versions.filter((version) => !version.startsWith('^'))).toEqual([]);
  });
});

it('every package.json of the workspace has a version, without which pnpm cannot pack what depends on it', () => {
  const paths = listFiles('packages', 'tests').filter((path) => path.endsWith('/package.json'));
  const used = new Set(
    packages.flatMap((folder) => Object.keys(JSON.parse(read(`packages/${folder}/package.json`)).devDependencies)),
  );
  const manifests = paths.map((path) => JSON.parse(read(path)));
  expect(manifests.filter(({ name, version }) => used.has(name) && version === undefined)).toEqual([]);
});
