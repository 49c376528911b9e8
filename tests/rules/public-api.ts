/** The public names of every package, as TypeScript sees them. */
import { join } from 'node:path';
import ts from 'typescript';
import { packages, read, root } from './workspace.ts';

/** One entry of a package, such as `@vzaps/core/events`. */
export interface Entry {
  specifier: string;
  /** The source file, from the root of the repository. */
  file: string;
}

export interface PublicName {
  entry: Entry;
  name: string;
  /** The symbol itself, not the alias that re-exports it. */
  symbol: ts.Symbol;
  declarations: readonly ts.Declaration[];
}

export const entries: Entry[] = packages.flatMap((folder) => {
  const { name, exports }: { name: string; exports: Record<string, unknown> } = JSON.parse(
    read(`packages/${folder}/package.json`),
  );
  return Object.entries(exports).flatMap(([path, file]) =>
    typeof file === 'string' && file.endsWith('.ts')
      ? [{ specifier: join(name, path), file: join('packages', folder, file) }]
      : [],
  );
});

export const program: ts.Program = createProgram(entries.map(({ file }) => join(root, file)));

function createProgram(files: string[]): ts.Program {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  return ts.createProgram(files, { ...options, experimentalDecorators: true });
}

let publicNames: PublicName[] | undefined;

export function listPublicNames(): readonly PublicName[] {
  publicNames ??= readPublicNames();
  return publicNames;
}

function readPublicNames(): PublicName[] {
  const checker = program.getTypeChecker();
  return entries.flatMap((entry) => {
    const source = program.getSourceFile(join(root, entry.file));
    const moduleSymbol = source && checker.getSymbolAtLocation(source);
    if (!moduleSymbol) throw new Error(`${entry.file} exports nothing`);
    return checker.getExportsOfModule(moduleSymbol).map((exported) => {
      const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
      return { entry, name: exported.name, symbol, declarations: symbol.declarations ?? [] };
    });
  });
}
