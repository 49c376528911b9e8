import { describe, expect, it } from 'vitest';
import { listSnapshots } from './api-snapshot.ts';
import { listFiles, packages, read } from './workspace.ts';

const snapshots = listSnapshots();

describe('the public API', () => {
  it.each(snapshots)('is described in $path (`pnpm api` writes it)', ({ path, text }) => {
    expect(read(path)).toBe(text);
  });

  it('is described by no file of an entry that does not exist', () => {
    const files = packages.flatMap((folder) => listFiles(`packages/${folder}/api`));
    expect(files.sort()).toEqual(snapshots.map(({ path }) => path).sort());
  });

  it('is described with the signature of each method of the client', () => {
    const client = read('packages/core/api/client.md');
    expect(client).toMatch(/^ {2}messages\.sendText: \(request: \{.*phone: string.*\}/m);
    expect(client).toMatch(/^ {2}webhooks\.set: \(request: \{.*webhookURL: string.*\}/m);
  });
});
