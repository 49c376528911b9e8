import { existsSync, readdirSync, readFileSync } from 'node:fs';

const LUA_FOLDERS = ['../src/store/lua/', '../src/inbox/lua/', '../src/recovery/lua/'].map(
  (path) => new URL(path, import.meta.url),
);

/** The generated files with their text. `generate.ts` writes them; a test compares them. */
export function renderLuaFiles(): [file: URL, text: string][] {
  return LUA_FOLDERS.map((folder) => [new URL('scripts.generated.ts', folder), renderFolder(folder)]);
}

function renderFolder(folder: URL): string {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.lua'))
    .map((file) => file.slice(0, -'.lua'.length))
    .sort();
  return [
    '// Generated from the *.lua files in this folder: `pnpm --filter @vzaps/redis generate`. Do not edit.',
    "import { createScript } from '../../connection/run-script.ts';",
    ...names.map((name) => renderScript(folder, name)),
    '',
  ].join('\n');
}

/** The first lines of a script, up to an empty line, are its documentation. */
function renderScript(folder: URL, name: string): string {
  const source = readFileSync(new URL(`${name}.lua`, folder), 'utf8');
  const documentation = source.slice(0, source.indexOf('\n\n')).replace(/^-- /gm, ' * ');
  const code = withoutComments(withIncludes(folder, source));
  const escaped = code.replace(/[\\`]|\$\{/g, '\\$&');
  const constant = name.toUpperCase().replaceAll('-', '_');
  return `\n/**\n${documentation}\n */\nexport const ${constant} = createScript(\`\n${escaped}\`);`;
}

/** Replaces each line `-- @include name` by the file include/name.lua. */
function withIncludes(folder: URL, source: string): string {
  return source.replace(/^-- @include (\S+)$/gm, (_, name) => {
    const file = new URL(`include/${name}.lua`, folder);
    if (!existsSync(file)) throw new Error(`${file.pathname} does not exist.`);
    return readFileSync(file, 'utf8').trimEnd();
  });
}

function withoutComments(source: string): string {
  return source.replace(/^\s*--.*\n/gm, '').replace(/^\s*\n/gm, '');
}
