import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Creates a folder that is removed after the test. */
export function createEmptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vzaps-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}
