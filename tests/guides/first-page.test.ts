import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as expressModule from '@vzaps/express';
import * as testingModule from '@vzaps/testing';
import express from 'express';
import { findFreePort } from 'test-programs';
import { expect, it } from 'vitest';
import { runBlock } from './guide-blocks.ts';

const program = readFileSync(join(import.meta.dirname, 'programs/first-page.ts'), 'utf8');
const page = readFileSync(join(import.meta.dirname, '../../docs/index.md'), 'utf8');

it('the first page quotes the program and the output that it prints', async () => {
  expect(page).toContain('<<< ../tests/guides/programs/first-page.ts');
  const printed: string[] = [];
  await runBlock(
    program.replaceAll('3000', String(await findFreePort())),
    { '@vzaps/express': expressModule, '@vzaps/testing': testingModule, express: { default: express } },
    { console: { log: (line: string) => printed.push(line) } },
  );
  const [, output = ''] = /```text\n([\s\S]*?)```/.exec(page) ?? [];
  expect(printed).toEqual(output.trimEnd().split('\n'));
});

it('the program of the first page has at most twenty lines of code', () => {
  expect(program.split('\n').filter((line) => line !== '').length).toBeLessThanOrEqual(20);
});
