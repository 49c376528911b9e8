/** The `@example` blocks of the public API, each made a module of its own that TypeScript can check. */
import { relative } from 'node:path';
import ts from 'typescript';
import { listPublicNames, type PublicName, program } from './public-api.ts';
import { root } from './workspace.ts';

export interface DocExample {
  /** `packages/core/src/client/client.ts: VZapsClient.forInstance`. */
  title: string;
  /** The entry that exports the name. */
  specifier: string;
  code: string;
}

/** What an example may use without a declaration. */
const AMBIENT: Record<string, string> = {
  receiver: "import('@vzaps/core/webhooks').Receiver<import('@vzaps/core/client').VZapsClient>",
  client: "import('@vzaps/core/client').VZapsClient",
  event: "import('@vzaps/core/events').EventOf<'Message'>",
  ctx: "import('@vzaps/core/webhooks').EventContext<import('@vzaps/core/client').VZapsClient, 'Message'>",
  signer: "import('@vzaps/core/webhooks').UrlSigner",
  connection: "import('@vzaps/redis').RedisConnection",
  instanceId: 'string',
  phone: 'string',
};
const APPLICATIONS: Record<string, string> = {
  '@vzaps/hono': "import('hono').Hono",
  '@vzaps/nestjs': "import('@nestjs/common').INestApplication",
};
const APPLICATION = "import('express').Express";

/** Every exported name once, although several entries may export it. */
function listUniqueNames(): PublicName[] {
  const names = new Map<ts.Symbol, PublicName>();
  for (const each of listPublicNames()) if (!names.has(each.symbol)) names.set(each.symbol, each);
  return [...names.values()].filter(({ declarations }) => declarations.some(isOurs));
}

function isOurs(node: ts.Node): boolean {
  return node.getSourceFile().fileName.startsWith(`${root}/packages/`);
}

/** The methods of the client are entries of route tables, which no entry exports by name. */
function listRouteExamples(): DocExample[] {
  const tables = program.getSourceFiles().filter(({ fileName }) => fileName.includes('/core/src/client/resources/'));
  return tables.flatMap((table) =>
    examplesIn(table, new Set()).map(({ member, code }) => ({
      title: `${relative(root, table.fileName)}: ${member}`,
      specifier: '@vzaps/core/client',
      code,
    })),
  );
}

export function listExamples(): DocExample[] {
  const seen = new Set<ts.Node>();
  const named = listUniqueNames().flatMap(({ entry, name, declarations }) =>
    declarations.flatMap((declaration) =>
      examplesIn(declaration, seen).map(({ member, code }) => ({
        title: `${relative(root, declaration.getSourceFile().fileName)}: ${[name, ...(member === name ? [] : [member])].join('.')}`,
        specifier: entry.specifier,
        code,
      })),
    ),
  );
  return [...named, ...listRouteExamples()];
}

/** The examples of a declaration and of its members, each with the name that has the docstring. */
function examplesIn(declaration: ts.Node, seen: Set<ts.Node>): { member: string; code: string }[] {
  const examples: { member: string; code: string }[] = [];
  const visit = (node: ts.Node): void => {
    for (const comment of ts.getJSDocCommentsAndTags(node)) {
      if (!ts.isJSDoc(comment) || seen.has(comment)) continue;
      seen.add(comment);
      const member = nameOf(node);
      examples.push(...readExamples(comment.getText()).map((each) => ({ member, code: codeOf(each) })));
    }
    if (!ts.isBlock(node)) ts.forEachChild(node, visit);
  };
  visit(declaration);
  return examples;
}

/** The name of a declaration. A variable's docstring is above its statement. */
function nameOf(node: ts.Node): string {
  const named = ts.isVariableStatement(node) ? node.declarationList.declarations[0] : node;
  return (named && ts.getNameOfDeclaration(named as ts.Declaration)?.getText()) ?? '';
}

const TAG = /^@(?:example|param|returns|throws|see|deprecated|internal)\b/;

/** Reads the text itself, because TypeScript takes a decorator at the beginning of a line for a tag. */
function readExamples(comment: string): string[] {
  const examples: string[][] = [];
  let lines: string[] | undefined;
  for (const line of comment.replace(/^\/\*\*|\*\/$/g, '').split('\n')) {
    const text = line.replace(/^\s*\* ?/, '');
    if (!TAG.test(text)) {
      lines?.push(text);
    } else if (text.startsWith('@example')) {
      lines = [text.slice('@example'.length)];
      examples.push(lines);
    } else {
      lines = undefined;
    }
  }
  return examples.map((each) => each.join('\n'));
}

function codeOf(comment: string): string {
  return /```\w*\n([\s\S]*?)```/.exec(comment)?.[1] ?? comment;
}

/** Public functions and classes without an `@example`. */
export function listMissingExamples(): string[] {
  return listUniqueNames()
    .filter(({ symbol, declarations }) => isCallable(symbol, declarations) && !isInternal(symbol))
    .filter(({ declarations }) => !declarations.some((node) => examplesIn(node, new Set()).length > 0))
    .map(({ name, declarations }) => `${relative(root, declarations[0]?.getSourceFile().fileName ?? '')}: ${name}`);
}

/** `@internal`: exported for the other packages of this repository only. */
function isInternal(symbol: ts.Symbol): boolean {
  return symbol.getJsDocTags().some(({ name }) => name === 'internal');
}

function isCallable({ flags }: ts.Symbol, declarations: readonly ts.Declaration[]): boolean {
  if (flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Class)) return true;
  return declarations.some(
    (node) =>
      ts.isVariableDeclaration(node) &&
      node.initializer !== undefined &&
      (ts.isArrowFunction(node.initializer) || ts.isFunctionExpression(node.initializer)),
  );
}

/** The example as a module: it declares the ambient names and imports the names of its own entry that it uses. */
export function toModule({ specifier, code }: DocExample): string {
  const own = declaredNames(code);
  const uses = (name: string): boolean => !own.has(name) && new RegExp(`(?<![.\\w'"])${name}\\b`).test(code);
  const ambient = { ...AMBIENT, app: APPLICATIONS[specifier] ?? APPLICATION };
  const declarations = Object.entries(ambient)
    .filter(([name]) => uses(name))
    .map(([name, type]) => `declare const ${name}: ${type};`);
  const imports = listPublicNames()
    .filter(({ entry, name }) => entry.specifier === specifier && uses(name))
    .map(({ name }) => `import { ${name} } from '${specifier}';`);
  return [...imports, ...declarations, code, 'export {};'].join('\n');
}

function declaredNames(code: string): Set<string> {
  const names = new Set<string>();
  const add = (name: ts.Node | undefined): void => {
    if (!name) return;
    if (ts.isIdentifier(name)) names.add(name.text);
    else ts.forEachChild(name, (child) => add(ts.isBindingElement(child) ? child.name : undefined));
  };
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) || ts.isImportSpecifier(node)) add(node.name);
    if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) || ts.isImportClause(node)) add(node.name);
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isNamespaceImport(node))
      add(node.name);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('example.ts', code, ts.ScriptTarget.ES2022));
  return names;
}
