import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listFiles, packages, read, root } from './workspace.ts';

const MAX_LINES = 90;
/** The sections of each README, in the order in which a new user needs them. */
const SECTIONS = ['Install', 'Quick start', 'What you get', 'When something goes wrong', 'More'];
const readmes = ['README.md', ...packages.map((folder) => `packages/${folder}/README.md`)];

describe.each(readmes)('%s', (path) => {
  const page = read(path);

  it(`has at most ${MAX_LINES} lines`, () => {
    expect(page.trimEnd().split('\n').length).toBeLessThanOrEqual(MAX_LINES);
  });

  it('has the sections of a README in their order', () => {
    const titles = [...page.matchAll(/^## (.+)$/gm)].map(([, title = '']) => title);
    expect(titles.filter((title) => SECTIONS.includes(title))).toEqual(SECTIONS);
  });

  it('has absolute links only, because npmjs.com shows it under another address', () => {
    const targets = [...page.matchAll(/\]\(([^)\s]+)|(?:src|srcset|href)="([^"]+)"/g)].map(([, a, b]) => a ?? b ?? '');
    expect(targets.length).toBeGreaterThan(2);
    expect(targets.filter((target) => !/^(https:|#)/.test(target))).toEqual([]);
  });

  it('shows pictures that exist', () => {
    const pictures = [
      ...page.matchAll(/https:\/\/raw\.githubusercontent\.com\/vzaps\/integrations\/main\/([^"\s)]+)/g),
    ];
    expect(pictures.filter(([, file = '']) => !existsSync(join(root, file)))).toEqual([]);
  });

  it('says how to register the URL, make the secret, find the tokens, and send a message', () => {
    for (const text of ['webhook', 'openssl rand -base64 32', 'VZaps app', 'sendText']) expect(page).toContain(text);
  });
});

describe('the README of the repository', () => {
  it('links to every package', () => {
    for (const name of packages) expect(read('README.md')).toContain(`packages/${name}`);
  });
});

describe('the README of an example', () => {
  const readmes = listFiles('apps').filter((path) => basename(path) === 'README.md' && !path.startsWith('apps/demo/'));

  it.each(readmes)('%s has a title and five lines', (path) => {
    const [title = '', ...lines] = read(path).split('\n').filter(Boolean);
    expect(title).toMatch(/^# /);
    expect(lines).toHaveLength(5);
    expect(lines.filter(({ length }) => length > 120)).toEqual([]);
  });
});
