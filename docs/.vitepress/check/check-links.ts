/** Fails if a link of the built site leads to a page, a file or an anchor that does not exist. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const dist = join(import.meta.dirname, '../dist');
const ORIGIN = 'https://site.invalid';

const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ parentPath, name }) => join(parentPath, name).slice(dist.length));
const known = new Set(files);
const pages = new Map(
  files
    .filter((path) => path.endsWith('.html'))
    .map((path) => {
      const html = readFileSync(join(dist, path), 'utf8');
      return [path, { links: attributes(html, 'href|src'), ids: new Set(attributes(html, 'id')) }];
    }),
);

function attributes(html: string, names: string): string[] {
  const tags = html.replace(/<script[\s\S]*?<\/script>/g, '').match(/<[a-z][^>]*>/g) ?? [];
  return tags.flatMap((tag) =>
    [...tag.matchAll(new RegExp(`\\s(?:${names})="([^"]*)"`, 'g'))].map(([, value = '']) =>
      value.replaceAll('&amp;', '&'),
    ),
  );
}

/** What is wrong with a link of a page, if anything is. */
function findMistake(page: string, link: string): string | undefined {
  const { origin, pathname, hash } = new URL(link, ORIGIN + page);
  if (origin !== ORIGIN) return undefined;
  const path = decodeURIComponent(pathname).replace(/\/$/, '/index.html');
  if (!known.has(path)) return `${page}: ${link} leads to no page or file`;
  const target = pages.get(path);
  const id = decodeURIComponent(hash.slice(1));
  if (id === '' || target === undefined || target.ids.has(id)) return undefined;
  return `${page}: ${link} leads to no anchor`;
}

let anchors = 0;
const mistakes = new Set<string>();
for (const [page, { links }] of pages) {
  for (const link of links) {
    if (link.includes('#')) anchors++;
    const mistake = findMistake(page, link);
    if (mistake !== undefined) mistakes.add(mistake);
  }
}
if (mistakes.size > 0) throw new Error(['The site has broken links:', ...mistakes].join('\n'));
// An empty build has no broken link, so the numbers of pages and anchors are checked, too.
if (pages.size < 100 || anchors < 1000)
  throw new Error(`The site has only ${pages.size} pages and ${anchors} anchors.`);
process.stdout.write(`${pages.size} pages, ${anchors} links to anchors: none is broken.\n`);
