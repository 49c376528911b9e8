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
  const body = code.replace(/^import \{ (.*) \} from '(.*)';$/gm, (_line, names: string, specifier: string) => {
    for (const name of names.split(', ')) imported[name] = Reflect.get(modules[specifier] as object, name);
    return '';
  });
  const { outputText } = ts.transpileModule(body, { compilerOptions: { target: ts.ScriptTarget.ES2022 } });
  const declared = [...outputText.matchAll(/^const (?:(\w+)|\{ (.*?) \}) =/gm)].flatMap(
    ([, name, names]) => name ?? names?.split(', ') ?? [],
  );
  const names = { ...scope, ...imported };
  const parameters = Object.keys(names).filter((name) => !declared.includes(name));
  const AsyncFunction = (async () => {}).constructor as new (...parts: string[]) => (...values: unknown[]) => unknown;
  const run = new AsyncFunction(...parameters, `${outputText}\nreturn { ${declared.join(', ')} };`);
  return (await run(...parameters.map((name) => names[name]))) as Record<string, unknown>;
}

/** The type errors of each block, with the names in `types` declared. One program checks all blocks. */
export function findTypeErrors(
  blocks: ReadonlyMap<string, string>,
  types: Readonly<Record<string, string>>,
): Map<string, string[]> {
  const files = new Map([...blocks].map(([name, code]) => [join(import.meta.dirname, `block-${name}.ts`), code]));
  const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.getSourceFile = (name, ...rest) => {
    const code = files.get(name);
    return code === undefined
      ? getSourceFile(name, ...rest)
      : ts.createSourceFile(name, toModule(code, types), ts.ScriptTarget.ES2022);
  };
  const unused = { noUnusedLocals: false, noUnusedParameters: false };
  const program = ts.createProgram([...files.keys()], { ...options, ...unused }, host);
  return new Map(
    [...blocks.keys()].map((name) => {
      const source = program.getSourceFile(join(import.meta.dirname, `block-${name}.ts`));
      const diagnostics = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      return [name, diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))];
    }),
  );
}

function toModule(code: string, types: Readonly<Record<string, string>>): string {
  const own = new Set([...code.matchAll(/^const (\w+)/gm)].map(([, name]) => name));
  const declarations = Object.entries(types)
    .filter(([name]) => !own.has(name))
    .map(([name, type]) => `declare const ${name}: ${type};`);
  return [code, ...declarations, 'export {};'].join('\n');
}
