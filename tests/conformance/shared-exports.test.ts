import { readFileSync } from 'node:fs';
import * as adapter from '@vzaps/core/adapter';
import * as realtime from '@vzaps/core/realtime';
import * as express from '@vzaps/express';
import * as expressRealtime from '@vzaps/express/realtime';
import * as hono from '@vzaps/hono';
import * as honoRealtime from '@vzaps/hono/realtime';
import * as nestjs from '@vzaps/nestjs';
import * as nestjsRealtime from '@vzaps/nestjs/realtime';
import { expect, it } from 'vitest';

const shared = Object.keys(adapter).sort();

/** Returns the names, types included, that an index of @vzaps/core exports. */
function exportedNames(file: string): string[] {
  const source = readFileSync(new URL(`../../packages/core/src/${file}`, import.meta.url), 'utf8');
  const lists = [...source.matchAll(/^export (?:type )?\{([^}]+)\}/gm)].flatMap(([, list = '']) => list.split(','));
  return lists.map((name) => name.replace(/^\s*(type )?/, '').trim()).filter(Boolean);
}

it.each([
  ['@vzaps/express', express, ['vzapsVerify', 'vzapsWebhook']],
  ['@vzaps/hono', hono, ['vzapsVerify', 'vzapsWebhook']],
  [
    '@vzaps/nestjs',
    nestjs,
    [
      'InjectVZaps',
      'InjectVZapsReceiver',
      'OnVZapsEvent',
      'VZapsContext',
      'VZapsGuard',
      'VZapsModule',
      'VZapsPayload',
      'getVZapsClientToken',
      'getVZapsReceiverToken',
      'isVZapsContext',
    ],
  ],
])('%s exports the names of @vzaps/core/adapter and its own', (_, entry, own) => {
  expect(Object.keys(entry).sort()).toEqual([...shared, ...own].sort());
});

it('each adapter has the names of @vzaps/core/realtime under /realtime', () => {
  for (const entry of [expressRealtime, honoRealtime, nestjsRealtime]) {
    expect(Object.keys(entry)).toEqual(Object.keys(realtime));
  }
});

it('@vzaps/core/adapter exports every name of @vzaps/core, except schemas and what only our packages use', () => {
  const left = new Set(['schemas', 'nearestEventType', 'headerOf', 'kindOf', 'required', 'checkOptions']);
  const bodies = new Set(['ChunkCollector', 'createUnverifiedBodies', 'UnverifiedBodies', 'UnverifiedBody']);
  const isOptionCheck = (name: string): boolean => left.has(name) || /^(\w+Option|OptionRules?)$/.test(name);
  const listed = new Set(exportedNames('adapter.ts'));
  expect(listed).toContain('createReceiver');
  const isMissing = (name: string): boolean => !listed.has(name) && !isOptionCheck(name) && !bodies.has(name);
  expect(exportedNames('index.ts').filter(isMissing)).toEqual([]);
});
