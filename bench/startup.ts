/**
 * The CPU time of importing the built packages, and the size of their bundles. Build first: `npx -y pnpm@10.34.9 build`.
 * `npx -y pnpm@10.34.9 --filter bench startup`
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { compare } from './harness/compare.ts';
import { report } from './harness/report.ts';
import { readArguments } from './harness/settings.ts';
import type { Candidate } from './harness/types.ts';

/**
 * Unpacks `@vzaps/core` as it is published, because its entries are TypeScript sources in the workspace. Node finds zod and undici in
 * the `node_modules` of this folder.
 */
function unpackCore(): string {
  const core = fileURLToPath(new URL('../packages/core', import.meta.url));
  if (!existsSync(`${core}/dist`)) throw new Error('Run `npx -y pnpm@10.34.9 build` first.');
  const folder = fileURLToPath(new URL('node_modules/.cache/startup', import.meta.url));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const archive = `${folder}/core.tgz`;
  execFileSync(process.execPath, [process.env.npm_execpath ?? 'pnpm', 'pack', '--out', archive], { cwd: core });
  execFileSync('tar', ['-xzf', archive, '-C', folder]);
  return `${folder}/package`;
}

const core = unpackCore();
const built = (entry: string): string => pathToFileURL(`${core}/dist/${entry}/index.mjs`).href;

const ENTRIES: Readonly<Record<string, string>> = {
  zod: import.meta.resolve('zod'),
  '@vzaps/core/webhooks': built('webhooks'),
  '@vzaps/core/events': built('events'),
  '@vzaps/core/client': built('client'),
  '@octokit/webhooks': import.meta.resolve('@octokit/webhooks'),
};

/** Prints the CPU time of one import in microseconds, without that of Node's own start. */
const IMPORT = `
const start = process.cpuUsage();
await import(process.argv[1]);
const { user, system } = process.cpuUsage(start);
console.log(user + system);
`;

const importing = (name: string, url: string) => (): Candidate => ({
  name,
  does: `import ${name} in a new process`,
  async measure(calls) {
    let microseconds = 0;
    for (let call = 0; call < calls; call += 1) {
      microseconds += Number(execFileSync(process.execPath, ['--input-type=module', '-e', IMPORT, url]));
    }
    return microseconds / calls;
  },
});

const { settings } = readArguments();
const candidates = Object.entries(ENTRIES).map(([name, url]) => importing(name, url));
report('startup', [await compare({ title: 'start-up', baselines: ['zod'], candidates }, settings)], settings);

console.log('\nMinified by esbuild, everything that the entry exports, without undici, after gzip');
for (const [name, url] of Object.entries(ENTRIES).filter(([each]) => each !== 'zod')) {
  const contents = `export * from ${JSON.stringify(fileURLToPath(url))}`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    conditions: ['node', 'import'],
    external: ['undici'],
    write: false,
  });
  const [file] = outputFiles;
  console.log(`${name.padEnd(24)}${(gzipSync(file?.contents ?? '').length / 1_000).toFixed(1)} kB`);
}
