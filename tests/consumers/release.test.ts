/** A release in a copy of the repository: `changeset version`, and `npm publish` without sending. */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { listTarball, readFromTarball } from './published.ts';

const root = join(import.meta.dirname, '../..');
const packages = readdirSync(join(root, 'packages')).sort();
/** What `changeset version` and `pnpm pack` read. */
const COPIED =
  /^(package\.json|pnpm-workspace\.yaml|LICENSE|\.changeset\/.*|(packages|apps|tests)\/[^/]+\/(package\.json|README\.md)|bench\/package\.json|packages\/core\/schemas\/.*)$/;

interface Manifest {
  name: string;
  version: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

let folder: string;
const run = (file: string, ...args: string[]): string =>
  execFileSync(file, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const changeset = (...args: string[]): string => run(join(root, 'node_modules/.bin/changeset'), ...args);
const readManifest = (name: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'packages', name, 'package.json'), 'utf8'));
const tarballOf = (name: string): string => join(folder, `vzaps-${name}.tgz`);
const versions = (): string[] => [...new Set(packages.map((name) => readManifest(name).version))];

function commit(): void {
  run('git', 'add', '-A');
  run('git', '-c', 'user.name=Test', '-c', 'user.email=test@example.com', 'commit', '-q', '-m', 'a change');
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vzaps-release-'));
  const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 });
  const files = tracked.split('\n').filter((path) => COPIED.test(path) && existsSync(join(root, path)));
  for (const path of files) cpSync(join(root, path), join(folder, path), { recursive: true });
  writeFileSync(join(folder, '.gitignore'), 'node_modules\ndist\n');
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  linkWorkspace(files.filter((path) => path.endsWith('package.json') && path !== 'package.json'));
  run('git', 'init', '-q', '-b', 'main');
  commit();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** pnpm reads the version of a workspace package through the link in node_modules. */
function linkWorkspace(manifests: string[]): void {
  const folders = new Map(
    manifests.map((path) => [JSON.parse(readFileSync(join(folder, path), 'utf8')).name, dirname(path)]),
  );
  for (const name of packages) {
    const { dependencies, devDependencies } = readManifest(name);
    for (const [dependency, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      if (!version.startsWith('workspace:')) continue;
      const link = join(folder, 'packages', name, 'node_modules', dependency);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(relative(dirname(link), join(folder, folders.get(dependency) ?? '')), link);
    }
  }
}

function describeChange(name: string, bump: string): void {
  writeFileSync(join(folder, '.changeset/a-change.md'), `---\n'${name}': ${bump}\n---\n\nA change.\n`);
}

describe('a release', () => {
  it('sets the version 0.1.0 in every package the first time, and writes a changelog for each', () => {
    expect(versions()).toEqual(['0.0.0']);
    changeset('version');
    expect(versions()).toEqual(['0.1.0']);
    for (const name of packages) {
      expect(readFileSync(join(folder, 'packages', name, 'CHANGELOG.md'), 'utf8')).toContain('## 0.1.0');
    }
    const left = readdirSync(join(folder, '.changeset')).filter((file) => file.endsWith('.md'));
    expect(left).toEqual([]);
    commit();
  });

  it('packs every package with its build', () => {
    for (const name of packages) {
      cpSync(join(root, 'packages', name, 'dist'), join(folder, 'packages', name, 'dist'), { recursive: true });
    }
    run('node', inject('pnpm'), '--filter', './packages/*', 'pack', '--out', join(folder, '%s.tgz'));
    expect(packages.filter((name) => !existsSync(tarballOf(name)))).toEqual([]);
  });

  it.each(packages)(
    'publishes the tarball of @vzaps/%s with its build, and with versions in place of the workspace',
    (name) => {
      const tarball = tarballOf(name);
      const allowed =
        /^(dist\/.+\.([mc]js|[mc]js\.map|d\.[mc]ts)|schemas\/\w+\.json|(package|LICENSE|README|CHANGELOG)(\.json|\.md)?)$/;
      expect(listTarball(tarball).filter((path) => !allowed.test(path))).toEqual([]);
      const text = readFromTarball(tarball, 'package.json');
      expect(text).not.toMatch(/"(workspace|catalog):/);
      const { version, dependencies = {} }: Manifest = JSON.parse(text);
      expect(version).toBe('0.1.0');
      const internal = Object.entries(dependencies).filter(([dependency]) => dependency.startsWith('@vzaps/'));
      expect(internal.filter(([, range]) => range !== '^0.1.0')).toEqual([]);
      const report = JSON.parse(run('npm', 'publish', tarball, '--dry-run', '--json', '--access', 'public'));
      // npm 11 prints the report of each package under its name.
      const { id, files } = report[`@vzaps/${name}`] ?? report;
      expect(id).toBe(`@vzaps/${name}@0.1.0`);
      expect(files.length).toBe(listTarball(tarball).length);
    },
  );

  it('raises all packages to a patch version for a fix and to a minor version for a feature, and never to a major version', () => {
    describeChange('@vzaps/hono', 'patch');
    changeset('version');
    expect(versions()).toEqual(['0.1.1']);
    for (const name of packages) {
      const path = join(folder, 'packages', name, 'package.json');
      writeFileSync(path, readFileSync(path, 'utf8').replace('"version": "0.1.1"', '"version": "1.0.0"'));
    }
    describeChange('@vzaps/core', 'minor');
    changeset('version');
    expect(versions()).toEqual(['1.1.0']);
  });
});
