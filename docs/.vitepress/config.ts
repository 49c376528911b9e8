import { defineConfig } from 'vitepress';
import { linkToGitHub } from './github-links.ts';
import { apiSidebars, guideSidebar } from './sidebar.ts';

export default defineConfig({
  title: 'VZaps integrations',
  description:
    'Receive WhatsApp webhooks of VZaps in Express, NestJS and Hono: verified, typed, handled once and in order.',
  lang: 'en',
  // GitHub shows this page for the folder. The site has index.md.
  srcExclude: ['README.md'],
  markdown: { config: linkToGitHub },
  themeConfig: {
    nav: [
      { text: 'Guides', link: '/getting-started', activeMatch: '^/(guides|operations)/|^/getting-started' },
      { text: 'Events', link: '/events' },
      { text: 'API', link: '/api/', activeMatch: '^/api/' },
      { text: 'Errors', link: '/errors', activeMatch: '^/errors' },
    ],
    sidebar: { ...apiSidebars(), '/': guideSidebar() },
    outline: [2, 3],
    search: { provider: 'local' },
    socialLinks: [{ icon: 'github', link: 'https://github.com/vzaps/integrations' }],
    editLink: { pattern: 'https://github.com/vzaps/integrations/edit/main/docs/:path' },
  },
});
