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

/** The pages of a folder by their titles. */
function pagesOf(folder: string): Items {
  const pages = readdirSync(join(docs, folder)).filter((name) => name.endsWith('.md'));
  return pages
    .map((name) => page(`${folder}/${basename(name, '.md')}`))
    .sort((a, b) => (a.text ?? '').localeCompare(b.text ?? ''));
}

const FRAMEWORKS = ['express', 'nestjs', 'hono', 'nextjs-and-fetch-frameworks', 'cloudflare', 'aws-lambda'];
const PRODUCTION = ['going-to-production', 'redis', 'realtime', 'replay', 'security'];
const MIGRATION = ['from-a-hand-written-handler', 'from-the-official-sdk'];
const guides = (names: string[]) => names.map((name) => `guides/${name}`);

export function guideSidebar(): Items {
  const named = guides([...FRAMEWORKS, ...PRODUCTION, ...MIGRATION]);
  const others = pagesOf('guides').filter(({ link = '' }) => !named.includes(link.slice(1)));
  return [
    { text: 'Start', items: ['getting-started', ...guides(MIGRATION)].map(page) },
    { text: 'Frameworks', items: guides(FRAMEWORKS).map(page) },
    { text: 'Guides', items: others },
    {
      text: 'Production',
      items: [
        ...guides(PRODUCTION).map(page),
        page('observability'),
        ...pagesOf('operations'),
        page('troubleshooting'),
      ],
    },
    {
      text: 'Reference',
      items: [
        page('events'),
        { text: 'API', link: '/api/' },
        { ...page('errors'), collapsed: true, items: pagesOf('errors') },
        page('glossary'),
        page('faq'),
      ],
    },
    {
      text: 'Project',
      items: [
        page('architecture'),
        { ...page('decisions'), collapsed: true, items: pagesOf('decisions') },
        page('performance'),
        page('versioning-and-support'),
        page('dependencies'),
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
  const methods = { text: 'Methods of the client', link: '/api/client-methods' };
  const closed = modules.map(({ text, link }) => ({ text, link }) as DefaultTheme.SidebarItem);
  const opened = modules.map((module, index) => {
    const items = module.items?.map((group) => ({ ...group, collapsed: false }));
    return [
      module.link,
      [methods, ...closed.with(index, { ...module, items, collapsed: false } as DefaultTheme.SidebarItem)],
    ];
  });
  return { ...Object.fromEntries(opened), '/api/': [methods, ...closed] };
}
