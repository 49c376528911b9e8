/** What is in a tarball. */
import { describe, expect, inject, it } from 'vitest';
import { listTarball, type PublishedManifest, readFromTarball } from './published.ts';

describe.each(Object.entries(inject('tarballs')))('the tarball of %s', (name, tarball) => {
  const files = listTarball(tarball);
  const manifest: PublishedManifest = JSON.parse(readFromTarball(tarball, 'package.json'));

  it('names where the package comes from', () => {
    const folder = name.replace('@vzaps/', '');
    expect(manifest).toMatchObject({
      homepage: expect.stringContaining(`/packages/${folder}#readme`),
      bugs: expect.stringContaining('/issues'),
      repository: { directory: `packages/${folder}` },
      author: expect.any(String),
    });
    expect(files).toContain('README.md');
    expect(files).toContain('LICENSE');
  });

  it('contains every file that package.json names', () => {
    const { main, types, exports, bin } = manifest;
    const named = JSON.stringify([main, types, exports, bin]).match(/\.\/[^"*]+\.(?:[mc]?js|d\.[mc]ts)(?=")/g) ?? [];
    expect(named.length).toBeGreaterThan(bin ? 0 : 3);
    expect(named.filter((path) => !files.includes(path.slice('./'.length)))).toEqual([]);
  });

  it('contains the source of each source map, and no map of declarations', () => {
    const maps = files.filter((path) => path.endsWith('.map'));
    expect(maps.filter((path) => /\.d\.[mc]?ts\.map$/.test(path))).toEqual([]);
    const withoutSource = maps.filter((path) => {
      const { sources, sourcesContent = [] } = JSON.parse(readFromTarball(tarball, path));
      return sources.some((_: string, index: number) => typeof sourcesContent[index] !== 'string');
    });
    expect(withoutSource).toEqual([]);
  });

  it('links no declaration to a map, and contains no TypeScript source', () => {
    const declarations = files.filter((path) => /\.d\.[mc]ts$/.test(path));
    expect(declarations.filter((path) => readFromTarball(tarball, path).includes('sourceMappingURL'))).toEqual([]);
    expect(files.filter((path) => /(?<!\.d)\.[mc]?ts$/.test(path))).toEqual([]);
  });
});
