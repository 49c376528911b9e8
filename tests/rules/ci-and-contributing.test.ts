/** Checks that CI and CONTRIBUTING name the same commands, and that the files that GitHub reads are right. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listFiles, read, root } from './workspace.ts';

const { scripts }: { scripts: Record<string, string> } = JSON.parse(read('package.json'));
const jobs = /ALL_JOBS=\(([^)]+)\)/.exec(read('.ci/run'))?.[1]?.split(' ') ?? [];
const workflow = read('.github/workflows/ci.yml');
const contributing = read('CONTRIBUTING.md');

describe('the definition of done', () => {
  it('is `pnpm check` and `pnpm test` in .ci/run and in CONTRIBUTING', () => {
    expect(read('.ci/run')).toMatch(/^ {2}check check pnpm check$/m);
    expect(read('.ci/run')).toMatch(/^ {2}tests test pnpm test$/m);
    for (const word of ['check', 'test']) {
      expect(contributing).toContain(`\`npx -y pnpm@10.34.9 ${word}\``);
      expect(read('.github/PULL_REQUEST_TEMPLATE.md')).toContain(`pnpm@10.34.9 ${word}\``);
      expect(read('AGENTS.md')).toContain(`pnpm@10.34.9 ${word}\``);
    }
  });

  it('is checked by the workflow, which runs each job of .ci/run', () => {
    expect(jobs).toContain('check');
    const inMatrix = /job: \[([^\]]+)\]/.exec(workflow)?.[1]?.split(', ') ?? [];
    expect([...inMatrix, 'test'].sort()).toEqual([...jobs].sort());
    expect(workflow).toContain('run: .ci/run test');
  });

  it('stands in CONTRIBUTING, which names only commands that exist', () => {
    const named = [...contributing.matchAll(/^\| `([\w:]+)` \|/gm)].map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});

describe('the files for contributors', () => {
  it.each([
    '.github/CODEOWNERS',
    '.github/PULL_REQUEST_TEMPLATE.md',
    '.github/ISSUE_TEMPLATE/bug.yml',
    '.github/ISSUE_TEMPLATE/feature.yml',
    '.devcontainer/devcontainer.json',
    'SECURITY.md',
  ])('include %s', (path) => {
    expect(existsSync(join(root, path))).toBe(true);
  });

  it('tell an agent the essentials in at most 40 lines', () => {
    expect(read('AGENTS.md').trimEnd().split('\n').length).toBeLessThanOrEqual(40);
  });
});

describe('the release workflow', () => {
  it('publishes with provenance, and has no permission by default', () => {
    const release = read('.github/workflows/release.yml');
    expect(release).toContain('id-token: write');
    expect(release).toMatch(/NPM_CONFIG_PROVENANCE: 'true'/);
    expect(release).toMatch(/^permissions: \{\}$/m);
  });
});

describe('the templates', () => {
  const manifests = listFiles('templates').filter((path) => path.endsWith('/package.json'));
  const catalog = read('pnpm-workspace.yaml');

  it('exist for each framework, with a Dockerfile', () => {
    expect(manifests).toEqual(['express', 'hono', 'nestjs'].map((name) => `templates/${name}/package.json`));
    for (const path of manifests) expect(existsSync(join(root, path, '../Dockerfile'))).toBe(true);
  });

  it.each(manifests)('use the versions of the catalog: %s', (path) => {
    const { dependencies, devDependencies }: Record<string, Record<string, string>> = JSON.parse(read(path));
    const versions = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([name]) => !name.startsWith('@vzaps/'),
    );
    const differing = versions.filter(([name, range]) => {
      const version = new RegExp(`^  '?${name}'?: (.+)$`, 'm').exec(catalog)?.[1];
      return range !== `^${version}`;
    });
    expect(differing).toEqual([]);
  });
});
