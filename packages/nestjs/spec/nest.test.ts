import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { expect, it } from 'vitest';
import { NEST } from './app.fixture.ts';

it('These tests use the version of Nest in the package that includes them', () => {
  const { NEST: project } = process.env;
  const folder = join(import.meta.dirname, project ? `../../../tests/${project}` : '..');
  const { version } = JSON.parse(readFileSync(join(folder, 'node_modules/@nestjs/core/package.json'), 'utf8'));
  expect(`Nest ${version.split('.')[0]}`).toBe(NEST);
  expect(createRequire(join(folder, 'package.json'))('@nestjs/core').NestFactory).toBe(NestFactory);
});
