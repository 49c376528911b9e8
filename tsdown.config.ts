import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'tsdown';

/** Every source file that a package names in `exports` or `imports` is an entry. */
function entriesOf(manifest: string): Record<string, string> {
  const sources = new Set(manifest.match(/\.\/src\/[\w./-]+\.ts/g));
  return Object.fromEntries([...sources].map((source) => [source.slice('./src/'.length, -'.ts'.length), source]));
}

/** Declarations have no map, but the bundler ends each one with a link to a map. */
function removeMapLinks(): void {
  const files = readdirSync('dist', { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((each) => /\.d\.[cm]ts$/.test(each))) {
    const code = readFileSync(join('dist', file), 'utf8');
    writeFileSync(join('dist', file), code.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n'));
  }
}

/** The build of every package. Turborepo runs it in the package's folder. */
export default defineConfig({
  cwd: process.cwd(),
  entry: entriesOf(readFileSync('package.json', 'utf8')),
  format: ['esm', 'cjs'],
  platform: 'neutral',
  fixedExtension: true,
  target: 'es2022',
  dts: true,
  sourcemap: true,
  // Jest refuses `import()` in CommonJS, and `require()` works in every CommonJS environment.
  outputOptions: { dynamicImportInCjs: false },
  plugins: [
    {
      // The bundler of declarations moves a comment to the end of the line before it. Editors do not find it there.
      name: 'docs-on-their-own-line',
      renderChunk: (code: string, chunk: { fileName: string }) =>
        /\.d\.[cm]?ts$/.test(chunk.fileName) ? { code: code.replace(/([;{]) (\/\*\*)/g, '$1\n$2'), map: null } : null,
    },
  ],
  hooks: { 'build:done': removeMapLinks },
  // The user's runtime resolves `#crypto` and `#transport`, so the build must not.
  deps: { neverBundle: [/^#/, /^node:/] },
  publint: { strict: true },
  attw: { profile: 'strict', level: 'error' },
});
