import { readFileSync } from 'node:fs';
import { defineConfig } from 'tsdown';

/** Every source file that a package names in `exports` or `imports` is an entry: nothing is listed twice. */
function entriesOf(manifest: string): Record<string, string> {
  const sources = new Set(manifest.match(/\.\/src\/[\w./-]+\.ts/g));
  return Object.fromEntries([...sources].map((source) => [source.slice('./src/'.length, -'.ts'.length), source]));
}

/** The one build of all packages; turbo runs it in each package's folder. */
export default defineConfig({
  cwd: process.cwd(),
  entry: entriesOf(readFileSync('package.json', 'utf8')),
  format: ['esm', 'cjs'],
  platform: 'neutral',
  fixedExtension: true,
  target: 'es2022',
  dts: true,
  sourcemap: true,
  plugins: [
    {
      // The bundler of declarations joins a comment to the line before, where editors do not see it.
      name: 'docs-on-their-own-line',
      renderChunk: (code: string, chunk: { fileName: string }) =>
        /\.d\.[cm]?ts$/.test(chunk.fileName) ? { code: code.replace(/([;{]) (\/\*\*)/g, '$1\n$2'), map: null } : null,
    },
  ],
  // Node's resolver, not the bundler, chooses what `#crypto` and `#transport` are.
  deps: { neverBundle: [/^#/, /^node:/] },
  publint: { strict: true },
  attw: { profile: 'node16', level: 'error' },
});
