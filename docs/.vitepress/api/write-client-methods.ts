/** Writes the page of the client's methods. They follow from tables of routes, of which typedoc shows only the types. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '../../..');
const file = join(root, 'packages/core/src/client/client.ts');
const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
const program = ts.createProgram([file], options);
const checker = program.getTypeChecker();
const printer = ts.createPrinter({ removeComments: true });
const source = program.getSourceFile(file) as ts.SourceFile;

const FLAGS =
  ts.NodeBuilderFlags.NoTruncation |
  ts.NodeBuilderFlags.MultilineObjectLiterals |
  ts.NodeBuilderFlags.InTypeAlias |
  ts.NodeBuilderFlags.IgnoreErrors;

function printType(type: ts.Type): string {
  const node = checker.typeToTypeNode(type, source, FLAGS);
  const text = node === undefined ? 'unknown' : printer.printNode(ts.EmitHint.Unspecified, node, source);
  return text
    .replace(/import\("[^"]*"\)\./g, '')
    .replace(/ \| undefined(?= \| undefined)/g, '')
    .replace(/^ {4}/gm, '  ');
}

function describe(resource: string, symbol: ts.Symbol): string {
  const type = checker.getTypeOfSymbolAtLocation(symbol, source);
  const text = ts.displayPartsToString(symbol.getDocumentationComment(checker));
  const examples = symbol.getJsDocTags(checker).filter(({ name }) => name === 'example');
  return [
    `### ${resource}.${symbol.name}`,
    text,
    `\`\`\`ts\n${symbol.name}: ${printType(type)}\n\`\`\``,
    ...examples.map((tag) => `Example:\n\n\`\`\`ts\n${ts.displayPartsToString(tag.text).trim()}\n\`\`\``),
  ].join('\n\n');
}

const client = checker.getExportsOfModule(checker.getSymbolAtLocation(source) as ts.Symbol);
const declared = checker.getDeclaredTypeOfSymbol(client.find(({ name }) => name === 'VZapsClient') as ts.Symbol);
const resources = declared.getProperties().filter((property) => {
  const [method] = checker.getTypeOfSymbolAtLocation(property, source).getProperties();
  return method?.declarations?.some((node) => node.getSourceFile().fileName.includes('/resources/'));
});
const pages = resources.map((resource) => {
  const methods = checker.getTypeOfSymbolAtLocation(resource, source).getProperties();
  return [`## ${resource.name}`, ...methods.map((method) => describe(resource.name, method))].join('\n\n');
});
if (pages.length < 5) throw new Error(`VZapsClient has only ${pages.length} resources.`);

const intro =
  '# Methods of the client\n\nEvery method of [`VZapsClient`](core/client/classes/VZapsClient.md) with its arguments and ' +
  'its result. The client of ' +
  '`client.forInstance(id)` has the methods of an instance, without the argument `instanceId`.';
writeFileSync(join(root, 'docs/api/client-methods.md'), `${[intro, ...pages].join('\n\n')}\n`);
