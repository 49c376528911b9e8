import { inspect } from 'node:util';
import { VZapsClient, type VZapsClientOptions } from '@vzaps/core/client';
import { expect, onTestFinished } from 'vitest';
import { createFakeVZaps, type FakeVZaps, type FakeVZapsOptions, type RecordedRequest } from '../index.ts';
import { recordErrors } from './record-errors.ts';

export interface ConnectedClient {
  fake: FakeVZaps;
  vzaps: VZapsClient;
  instanceId: string;
  instanceToken: string;
  /** The requests without those for tokens. */
  calls(): RecordedRequest[];
  lastCall(): RecordedRequest;
  /** Everything that the client passed to hooks. */
  hookCalls: unknown[];
}

/**
 * Runs functions at the end of the test, the last one first. The files of a worker share this module, so an `afterEach`
 * here would only run in the first of them.
 */
export function atTestEnd(...functions: (() => unknown)[]): void {
  for (const each of functions) onTestFinished(async () => void (await each()));
}

/**
 * Starts a fake and a client of it. At the end of the test, this checks that no secret is in the calls of hooks, in
 * errors and in the client itself.
 */
export async function connectClient(
  options: Partial<VZapsClientOptions> = {},
  fakeOptions: FakeVZapsOptions = {},
): Promise<ConnectedClient> {
  const fake = await createFakeVZaps(fakeOptions);
  const hookCalls: unknown[] = [];
  const errors: unknown[] = [];
  const vzaps = new VZapsClient({
    baseUrl: fake.url,
    clientToken: fake.clientToken,
    clientSecret: fake.clientSecret,
    retry: { baseMs: 1 },
    onRequest: (info) => hookCalls.push(info),
    onResponse: (info) => hookCalls.push(info),
    ...options,
  });
  const { id: instanceId, token: instanceToken } = fake.instances[0];
  atTestEnd(
    () => {
      for (const error of errors) expectNoSecret(error, fake);
    },
    () => expectNoSecret([hookCalls, vzaps, vzaps.forInstance(instanceId, { instanceToken })], fake),
    () => vzaps.close(),
    () => fake.close(),
  );
  const calls = () => fake.requests.filter(({ path }) => path !== '/token');
  return {
    fake,
    vzaps: recordErrors(vzaps, (error) => errors.push(error)),
    instanceId,
    instanceToken,
    calls,
    lastCall: () => calls().at(-1) as RecordedRequest,
    hookCalls,
  };
}

/** Checks that no way of printing the value shows a secret. */
export function expectNoSecret(value: unknown, fake: FakeVZaps, ...more: string[]): void {
  const stack = value instanceof Error ? value.stack : '';
  const printed = [
    inspect(value, { depth: 9, showHidden: true, getters: true }),
    JSON.stringify(value),
    String(value),
    stack,
  ];
  const secrets = [fake.clientToken, fake.clientSecret, ...fake.instances.map(({ token }) => token), ...more];
  for (const text of printed) {
    for (const secret of secrets) expect(text).not.toContain(secret);
    // The owner's tokens of the fake begin like this.
    expect(text).not.toMatch(/eyJ[\w-]+\./);
  }
}
