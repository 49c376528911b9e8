/** The code blocks of a guide. A comment with the name precedes each block: `<!-- block: name -->`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '../..');

/** The named TypeScript blocks of a guide. */
export function readBlocks(guide: string): { blocks: Map<string, string>; unnamed: number } {
  const text = readFileSync(join(root, guide), 'utf8');
  const named = [...text.matchAll(/<!-- block: ([\w-]+) -->\n```ts\n([\s\S]*?)```/g)];
  const all = [...text.matchAll(/^```ts$/gm)];
  return {
    blocks: new Map(named.map(([, name = '', code = '']) => [name, code])),
    unnamed: all.length - named.length,
  };
}

type Names = Readonly<Record<string, unknown>>;

/**
 * Runs a block. Its imports come from `modules`. It may use the names in `scope`.
 *
 * @returns The values of the constants that the block declares.
 */
export async function runBlock(code: string, modules: Names, scope: Names): Promise<Record<string, unknown>> {
  const imported: Record<string, unknown> = {};
  const body = code
    .replace(/^export (default .*$)?/gm, '')
    .replace(/^import (?:(\w+)|\{ (.*) \}) from '(.*)';$/gm, (_line, whole, names, specifier) => {
      const module = modules[specifier] as object;
      if (whole) imported[whole] = Reflect.get(module, 'default');
      for (const name of names?.split(', ') ?? []) imported[name] = Reflect.get(module, name);
      return '';
    });
  const { outputText } = ts.transpileModule(body, { compilerOptions: { target: ts.ScriptTarget.ES2022 } });
  const declared = [...outputText.matchAll(/^const (?:(\w+)|\{ (.*?) \}) =/gm)].flatMap(
    ([, name, names]) => name ?? names?.split(', ').map((each) => each.replace(/ = .*/, '')) ?? [],
  );
  const names = { ...scope, ...imported };
  const parameters = Object.keys(names).filter((name) => !declared.includes(name));
  const AsyncFunction = (async () => {}).constructor as new (...parts: string[]) => (...values: unknown[]) => unknown;
  const run = new AsyncFunction(
    ...parameters,
    `${outputText.replace(/^export \{\};$/m, '')}\nreturn { ${declared.join(', ')} };`,
  );
  return (await run(...parameters.map((name) => names[name]))) as Record<string, unknown>;
}
