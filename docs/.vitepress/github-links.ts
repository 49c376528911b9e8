/** Links of a page to files that the site does not contain: they lead to GitHub. */
import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { MarkdownRenderer } from 'vitepress';

const REPOSITORY = 'https://github.com/vzaps/integrations';
const docs = join(import.meta.dirname, '..');
const root = join(docs, '..');

/** A folder of pages has an index beside it: `errors` and `errors.md`. */
const hasIndex = (path: string): boolean => existsSync(`${path}.md`);
const isPage = (path: string): boolean =>
  path.endsWith('.md') && !relative(docs, path).startsWith('..') && path !== join(docs, 'README.md');

/** Rewrites the relative links of all pages. A page of `docs` stays as it is, for VitePress to check. */
export function linkToGitHub(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push('github-links', ({ tokens, env }) => {
    const links = tokens.flatMap(({ children }) => children ?? []).filter(({ type }) => type === 'link_open');
    for (const link of links) {
      const href = link.attrGet('href') ?? '';
      link.attrSet('href', toSiteLink(href, dirname(join(docs, env.relativePath ?? ''))));
    }
  });
}

function toSiteLink(href: string, folder: string): string {
  if (/^([a-z]+:|[#/])/.test(href)) return href;
  const [target = '', hash] = href.split('#');
  const path = join(folder, target);
  if (isPage(path)) return href;
  const anchor = hash === undefined ? '' : `#${hash}`;
  if (hasIndex(path)) return `${target.replace(/\/$/, '')}.md${anchor}`;
  // VitePress reports a file that does not exist as a dead link.
  if (!existsSync(path)) return href;
  const kind = statSync(path).isDirectory() ? 'tree' : 'blob';
  return `${REPOSITORY}/${kind}/main/${relative(root, path)}${anchor}`;
}
