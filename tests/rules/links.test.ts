import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listFiles, read, root } from './workspace.ts';

interface Link {
  text: string;
  target: string;
}

/** The links of a page to files of the repository, outside code blocks. */
function linksOf(path: string): Link[] {
  const text = read(path).replace(/^```[\s\S]*?^```/gm, '');
  return [...text.matchAll(/\[([^\]]+)\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map(([, label = '', target = '']) => ({ text: label, target: toRelative(target, path) }))
    .filter(({ target }) => !/^[a-z]+:/.test(target));
}

/** A link to a file on the main branch of this repository leads to the file here. */
function toRelative(target: string, page: string): string {
  const [, path] = /^https:\/\/github\.com\/vzaps\/integrations\/(?:blob|tree)\/main\/(.+)/.exec(target) ?? [];
  return path === undefined ? target : relative(dirname(page), path);
}

const pages = listFiles('.').filter((path) => path.endsWith('.md') && !path.startsWith('.changeset/'));

describe('the links in Markdown pages', () => {
  it.each(pages)('lead to files that exist in %s', (page) => {
    const broken = linksOf(page).filter(({ target }) => !existsSync(join(root, dirname(page), target)));
    expect(broken).toEqual([]);
  });

  it.each(['docs/architecture.md', 'CONTRIBUTING.md'])('name something that the linked file contains in %s', (page) => {
    const names = linksOf(page)
      .map(({ text, target }) => ({ name: /^`(\w+)(?:\(\))?`$/.exec(text)?.[1], file: join(dirname(page), target) }))
      .filter(({ name, file }) => name !== undefined && statSync(join(root, file)).isFile());
    const missing = names.filter(({ name, file }) => !new RegExp(`\\b${name}\\b`).test(read(file)));
    expect(missing).toEqual([]);
  });
});

describe('docs/architecture.md', () => {
  it('links to at least twenty functions', () => {
    expect(linksOf('docs/architecture.md').filter(({ text }) => text.startsWith('`')).length).toBeGreaterThan(20);
  });
});

describe('docs/glossary.md', () => {
  it('has at most twenty terms of one sentence', () => {
    const rows = [...read('docs/glossary.md').matchAll(/^\| (?!term|-)([^|]+) \| (.+) \|$/gm)];
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.length).toBeLessThanOrEqual(20);
    expect(rows.filter(([, , meaning = '']) => /\. \S/.test(meaning))).toEqual([]);
  });
});
