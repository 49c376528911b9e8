import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nameModules } from './.vitepress/api/name-modules.mjs';
import { requireDocstrings } from './.vitepress/api/require-docstrings.mjs';

const packagesFolder = join(import.meta.dirname, '../packages');

/** Entries without a page: they only repeat what other entries export, or no user imports them. */
const isRepeated = (specifier) =>
  ['@vzaps/core', '@vzaps/core/adapter', '@vzaps/testing/internal/http'].includes(specifier) ||
  /^@vzaps\/(express|hono|nestjs)\//.test(specifier);

/** The specifier of every entry of every package, by its source file. */
const specifiers = new Map(
  readdirSync(packagesFolder).flatMap((folder) => {
    const { name, exports = {} } = JSON.parse(readFileSync(join(packagesFolder, folder, 'package.json'), 'utf8'));
    return Object.entries(exports)
      .filter(([path, file]) => file.endsWith('.ts') && !isRepeated(join(name, path)))
      .map(([path, file]) => [join(packagesFolder, folder, file), join(name, path)]);
  }),
);

/** @type {Partial<import('typedoc').TypeDocOptions> & Partial<import('typedoc-plugin-markdown').PluginOptions>} */
export default {
  name: 'API reference',
  entryPoints: [...specifiers.keys()],
  tsconfig: join(import.meta.dirname, 'tsconfig.json'),
  out: 'api',
  readme: 'none',
  plugin: [
    'typedoc-plugin-markdown',
    'typedoc-vitepress-theme',
    (app) => nameModules(app, specifiers),
    requireDocstrings,
  ],
  docsRoot: '.',
  excludeScopesInPaths: true,
  excludeExternals: true,
  excludeInternal: true,
  // An adapter re-exports what core documents.
  excludeReferences: true,
  disableGit: true,
  gitRevision: 'main',
  basePath: join(import.meta.dirname, '..'),
  displayBasePath: join(import.meta.dirname, '..'),
  sourceLinkTemplate: 'https://github.com/vzaps/integrations/blob/main/{path}#L{line}',
  treatWarningsAsErrors: true,
  validation: { invalidLink: true, invalidPath: true, notExported: true, notDocumented: true },
  packagesRequiringDocumentation: readdirSync(packagesFolder).map((folder) => `@vzaps/${folder}`),
  // Properties are checked by `requireDocstrings`.
  requiredToBeDocumented: [
    'Enum',
    'EnumMember',
    'Variable',
    'Function',
    'Class',
    'Interface',
    'TypeAlias',
    'Method',
    'Accessor',
  ],
  hidePageHeader: true,
  pageTitleTemplates: { member: '{name}', index: '{projectName}' },
  indexFormat: 'table',
  parametersFormat: 'table',
  interfacePropertiesFormat: 'htmlTable',
  typeDeclarationFormat: 'htmlTable',
  typeAliasPropertiesFormat: 'htmlTable',
  tableColumnSettings: {
    hideSources: true,
    hideInherited: true,
    hideOverrides: true,
    hideModifiers: true,
    hideDefaults: true,
  },
};
