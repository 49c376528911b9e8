import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { root } from './workspace.ts';

const script = join(root, '.ci/require-changeset.mjs');
const CHANGESET = "---\n'@vzaps/core': minor\n---\n\nA new option.\n";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vzaps-changeset-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  git('init', '-q', '-b', 'main');
  commit({ 'packages/core/api/index.md': 'old', 'packages/hono/api/index.md': 'old', '.changeset/old.md': CHANGESET });
  git('checkout', '-q', '-b', 'change');
});

function git(...args: string[]): void {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...identity, ...args], { cwd: folder });
}

function commit(files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  git('add', '-A');
  git('commit', '-q', '-m', 'a change');
}

function run(): { code: number | null; message: string } {
  const { status, stderr } = spawnSync('node', [script, 'main'], { cwd: folder, encoding: 'utf8' });
  return { code: status, message: stderr };
}

describe('CI', () => {
  it('refuses a changed API without a changeset', () => {
    commit({ 'packages/core/api/index.md': 'new' });
    expect(run()).toMatchObject({
      code: 1,
      message: expect.stringContaining('The public API of @vzaps/core changed.'),
    });
  });

  it('refuses a changed API whose changeset is for another package', () => {
    commit({ 'packages/hono/api/index.md': 'new', '.changeset/new.md': CHANGESET });
    expect(run()).toMatchObject({ code: 1, message: expect.stringContaining('@vzaps/hono') });
  });

  it('accepts a changed API with its changeset, which may come in a later commit', () => {
    commit({ 'packages/core/api/index.md': 'new' });
    commit({ '.changeset/new.md': CHANGESET });
    expect(run()).toEqual({ code: 0, message: '' });
  });

  it('accepts a change that leaves the API as it is', () => {
    commit({ 'packages/core/src/index.ts': 'new' });
    expect(run()).toEqual({ code: 0, message: '' });
  });
});
