/** The error pages and the decisions with their titles, for the indexes of both. */
import { basename } from 'node:path';
import { createContentLoader } from 'vitepress';

export interface PageEntry {
  title: string;
  url: string;
  /** The first sentence after the first heading. */
  summary: string;
}

declare const data: { errors: PageEntry[]; decisions: PageEntry[] };

export { data };

export default createContentLoader(['errors/*.md', 'decisions/*.md'], {
  includeSrc: true,
  transform(pages): typeof data {
    const entries = pages.map(({ url, src = '' }) => ({
      url,
      title: titleOf(src) ?? basename(url),
      summary: summaryOf(src),
    }));
    entries.sort((a, b) => a.url.localeCompare(b.url));
    const below = (folder: string) => entries.filter(({ url }) => url.startsWith(folder));
    return { errors: below('/errors/'), decisions: below('/decisions/') };
  },
});

function titleOf(source: string): string | undefined {
  return /^# (.+)$/m.exec(source)?.[1];
}

/** The first sentence of the first paragraph, and the second one after a short "A warning." */
function summaryOf(source: string): string {
  const paragraph = source.split('\n\n').find((block) => !block.startsWith('#')) ?? '';
  const text = paragraph
    .replace(/\s+/g, ' ')
    .replace(/\*\*|`/g, '')
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1');
  return /^(?:A warning\b.*?\. )?.+?[.:](?= |$)/.exec(text)?.[0].replace(/:$/, '.') ?? text;
}
