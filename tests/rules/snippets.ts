/**
 * Code in Markdown pages that is quoted from a tested file. A mark precedes the code block:
 * `<!-- snippet: packages/express/recipes/quick-start.ts#bot -->`. Without `#bot` the whole file is quoted.
 * In the file, `// #region bot` and `// #endregion` enclose the code.
 */
import { read } from './workspace.ts';

const SNIPPET =
  /(?<mark><!-- snippet: (?<file>[\w./@-]+?)(?:#(?<region>[\w-]+))? -->)\n```(?<language>\w+)\n[\s\S]*?```/g;
const BOUNDARY = /^\s*(?:\/\/|#) ?#(?<kind>region|endregion)\b ?(?<name>[\w-]*)/;

/** The page with the present code in each block that has a mark. */
export function writeSnippets(page: string): string {
  return page.replace(SNIPPET, (...args) => {
    const { mark, file, region, language } = args.at(-1) as Record<'mark' | 'file' | 'region' | 'language', string>;
    return `${mark}\n\`\`\`${language}\n${readSnippet(file, region)}\n\`\`\``;
  });
}

/** The files that a page quotes. */
export function listQuotedFiles(page: string): string[] {
  return [...page.matchAll(SNIPPET)].map(({ groups }) => groups?.file ?? '');
}

/** The blocks of code of a page that have no mark, in these languages. Default: TypeScript and JavaScript. */
export function listUnquoted(page: string, ...languages: string[]): string[] {
  const rest = page.replace(SNIPPET, '');
  return [...rest.matchAll(/^```(ts|js|mjs|cjs)\n([\s\S]*?)^```/gm)]
    .filter(([, language = '']) => languages.length === 0 || languages.includes(language))
    .map(([, , code = '']) => code);
}

/**
 * The code of a region, or of the whole file, without the `#region` comments, and with the import paths that a user
 * writes.
 */
export function readSnippet(file: string, region?: string): string {
  const lines: string[] = [];
  let depth = region === undefined ? 1 : 0;
  let found = region === undefined;
  for (const line of read(file).trimEnd().split('\n')) {
    const { kind, name } = BOUNDARY.exec(line)?.groups ?? {};
    if (kind === undefined) {
      if (depth > 0) lines.push(line);
    } else if (depth > 0) {
      depth += kind === 'region' ? 1 : -1;
    } else if (kind === 'region' && name === region) {
      depth = 1;
      found = true;
    }
  }
  if (!found) throw new Error(`${file} has no region "${region}".`);
  return toUserCode(lines);
}

function toUserCode(lines: string[]): string {
  const filled = lines.filter((line) => line.trim() !== '');
  const indent = Math.min(...filled.map((line) => line.length - line.trimStart().length));
  const code = lines.map((line) => line.slice(indent)).join('\n');
  // A user's imports have no extension.
  return code.replace(/(from '\.[^']*)\.ts'/g, "$1'").trim();
}
