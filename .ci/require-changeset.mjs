// Fails if a commit since the base branch changes the public API of a package (packages/<name>/api) and adds no
// changeset for it. Usage: node .ci/require-changeset.mjs origin/main
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const base = [process.argv[2], 'origin/main', 'main'].find((name) => name && exists(name)) ?? 'main';

function exists(name) {
  return spawnSync('git', ['rev-parse', '--verify', '--quiet', `${name}^{commit}`]).status === 0;
}

const changed = (...args) =>
  execFileSync('git', ['diff', '--name-only', '--no-renames', ...args, `${base}...HEAD`], { encoding: 'utf8' })
    .split('\n')
    .filter(Boolean);

/** The packages that a changeset of these commits names. */
const described = new Set(
  changed('--diff-filter=AM')
    .filter((path) => /^\.changeset\/[^/]+\.md$/.test(path))
    .flatMap((path) => [
      ...readFileSync(path, 'utf8').matchAll(/^['"]?(@vzaps\/[\w-]+)['"]?: *(?:major|minor|patch)$/gm),
    ])
    .map(([, name]) => name),
);
const touched = new Set(
  changed()
    .flatMap((path) => /^packages\/([\w-]+)\/api\//.exec(path)?.[1] ?? [])
    .map((folder) => `@vzaps/${folder}`),
);
// `changeset version` removes the changesets that it wrote into the changelogs.
const isRelease = changed('--diff-filter=D').some((path) => /^\.changeset\/[^/]+\.md$/.test(path));
const missing = isRelease ? [] : [...touched].filter((name) => !described.has(name));
for (const name of missing) {
  console.error(`The public API of ${name} changed. Describe it: npx -y pnpm@10.34.9 changeset`);
}
process.exitCode = missing.length > 0 ? 1 : 0;
