/** The sidebar: one entry for each page, found in its folder and named by its title. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { DefaultTheme } from 'vitepress';

const docs = join(import.meta.dirname, '..');
type Items = DefaultTheme.SidebarItem[];

function page(path: string): DefaultTheme.SidebarItem {
  const [, title = basename(path)] = /^# (.+)$/m.exec(readFileSync(join(docs, `${path}.md`), 'utf8')) ?? [];
  return { text: title.replace(/`/g, ''), link: `/${path}` };
}

/** The pages of a folder by their titles, after those that are named first. */
function pagesOf(folder: string, ...first: string[]): Items {
  const paths = readdirSync(join(docs, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${basename(name, '.md')}`);
  const rest = paths.filter((path) => !first.includes(path)).map(page);
  return [...first.map(page), ...rest.sort((a, b) => (a.text ?? '').localeCompare(b.text ?? ''))];
}

export function guideSidebar(): Items {
  return [
    { text: 'Guides', items: pagesOf('guides') },
    {
      text: 'Reference',
      items: [
        page('events'),
        { text: 'API', link: '/api/' },
        { ...page('errors'), collapsed: true, items: pagesOf('errors') },
        page('glossary'),
      ],
    },
    {
      text: 'Project',
      items: [
        page('architecture'),
        { ...page('decisions'), collapsed: true, items: pagesOf('decisions') },
        page('performance'),
      ],
    },
  ];
}

/**
 * The sidebars of the API, by path: each shows all modules, and the members of the module that is open. One sidebar with
 * all members would be most of the size of each page.
 */
export function apiSidebars(): Record<string, Items> {
  // typedoc-vitepress-theme writes it beside the pages of the API.
  const modules: Items = JSON.parse(readFileSync(join(docs, 'api/typedoc-sidebar.json'), 'utf8'));
  const closed = modules.map(({ text, link }) => ({ text, link }) as DefaultTheme.SidebarItem);
  const opened = modules.map((module, index) => {
    const items = module.items?.map((group) => ({ ...group, collapsed: false }));
    return [module.link, closed.with(index, { ...module, items, collapsed: false } as DefaultTheme.SidebarItem)];
  });
  return { ...Object.fromEntries(opened), '/api/': closed };
}
