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

describe('the lock of a folder', () => {
  it('keeps it from another process while this one lives, and gives it back', async () => {
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
    ['one that had our number', () => String(process.pid)],
    ['one that was killed while it wrote', () => ''],
  ])('is taken over from %s', async (_, holder) => {
    await writeFile(join(folder, 'lock'), holder());
    expect(() => lockFolder(folder)).not.toThrow();
  });
});
