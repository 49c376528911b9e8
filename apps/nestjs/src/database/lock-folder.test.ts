import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockFolder } from './lock-folder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vzaps-tracker-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('The lock of a folder', () => {
  it('refuses another process while its holder lives, and can be released', async () => {
    await writeFile(join(folder, 'lock'), String(process.ppid));
    expect(() => lockFolder(folder)).toThrow(`Process ${process.ppid} uses the folder ${folder}.`);
    await rm(join(folder, 'lock'));
    const unlock = lockFolder(folder);
    expect(await readdir(folder)).toEqual(['lock']);
    unlock();
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    ['a process that was killed', () => String(spawnSync(process.execPath, ['--version']).pid)],
    ['a process that had the same id', () => String(process.pid)],
    ['a process that was killed while it wrote the file', () => ''],
  ])('is taken over from %s', async (_, holder) => {
    await writeFile(join(folder, 'lock'), holder());
    expect(() => lockFolder(folder)).not.toThrow();
  });
});
