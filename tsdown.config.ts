import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'tsdown';

// The zod schemas have a file of their own, so that nothing else of core needs zod to be loaded.
const SCHEMAS = './src/events/schemas.ts';

/** Every source file that a package names in `exports` or `imports` is an entry. */
function entriesOf(manifest: string): Record<string, string> {
  const sources = new Set<string>(manifest.match(/\.\/src\/[\w./-]+\.ts/g));
  if (existsSync(SCHEMAS)) sources.add(SCHEMAS);
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

// A text that describes a field begins with its certainty.
const ONLY_FIELD_TEXT = /\((['"])\[(?:doc|seen|lineage|unknown)\] (?:\\.|(?!\1).)*\1\)/g;
const FIELD_TEXT = /(['"])\[(?:doc|seen|lineage|unknown)\] (?:\\.|(?!\1).)*\1/g;

/** Replaces the export of `schemas` by a getter that requires their module. */
function loadSchemasLate(code: string): string {
  const load = /^const (\w+) = require\(['"]([^'"]*\/schemas[^'"/]*\.cjs)['"]\);\n/m.exec(code);
  const assignment = `exports.schemas = ${load?.[1]}.schemas;`;
  if (!load || !code.includes(assignment)) return code;
  const getter = `get: () => require("${load[2]}").schemas`;
  return code
    .replace(load[0], '')
    .replace(assignment, `Object.defineProperty(exports, "schemas", {\n\tenumerable: true,\n\t${getter}\n});`);
}

const manifest = readFileSync('package.json', 'utf8');

/** The build of every package. Turborepo runs it in the package's folder. */
export default defineConfig({
  cwd: process.cwd(),
  entry: entriesOf(manifest),
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
      // The parser does not need the texts. `schemas` has them in schema/generated/descriptions.ts.
      name: 'no-field-texts',
      transform: (code: string, id: string) =>
        /\/core\/src\/events\/(types|content|wire)\//.test(id)
          ? { code: code.replace(ONLY_FIELD_TEXT, '()').replace(FIELD_TEXT, "''"), map: null }
          : null,
    },
    {
      // `require('@vzaps/core/events')` loads zod at the first access to `schemas`, which most programs never make.
      name: 'lazy-schemas',
      renderChunk: (code: string, _chunk: unknown, { format }: { format: string }) =>
        format === 'cjs' ? { code: loadSchemasLate(code), map: null } : null,
    },
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
  // A command has no types.
  attw: manifest.includes('"types"') ? { profile: 'strict', level: 'error' } : false,
});
