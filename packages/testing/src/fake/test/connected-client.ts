import { inspect } from 'node:util';
import { VZapsClient, type VZapsClientOptions } from '@vzaps/core/client';
import { afterEach, expect } from 'vitest';
import { createFakeVZaps, type FakeVZaps, type FakeVZapsOptions, type RecordedRequest } from '../index.ts';
import { heard } from './record-errors.ts';

export interface Connected {
  fake: FakeVZaps;
  vzaps: VZapsClient;
  instanceId: string;
  instanceToken: string;
  /** What came after the token exchange. */
  calls(): RecordedRequest[];
  last(): RecordedRequest;
  /** Everything that hooks were told. */
  told: unknown[];
}

/** Ends at the end of the test. */
export const cleanUp: (() => unknown)[] = [];

afterEach(async () => {
  for (const each of cleanUp.splice(0).reverse()) await each();
});

/**
 * A fake, and a client of it. At the end of the test nothing that hooks saw, nothing that was thrown, and nothing of the
 * client is secret.
 */
export async function connected(
  options: Partial<VZapsClientOptions> = {},
  fakeOptions: FakeVZapsOptions = {},
): Promise<Connected> {
  const fake = await createFakeVZaps(fakeOptions);
  const told: unknown[] = [];
  const thrown: unknown[] = [];
  const vzaps = new VZapsClient({
    baseUrl: fake.url,
    clientToken: fake.clientToken,
    clientSecret: fake.clientSecret,
    retry: { baseMs: 1 },
    onRequest: (info) => told.push(info),
    onResponse: (info) => told.push(info),
    ...options,
  });
  const { id: instanceId, token: instanceToken } = fake.instances[0];
  cleanUp.push(
    () => {
      for (const error of thrown) expectNoSecret(error, fake);
    },
    () => expectNoSecret([told, vzaps, vzaps.forInstance(instanceId, { instanceToken })], fake),
    () => vzaps.close(),
    () => fake.close(),
  );
  const calls = () => fake.requests.filter(({ path }) => path !== '/token');
  return {
    fake,
    vzaps: heard(vzaps, (error) => thrown.push(error)),
    instanceId,
    instanceToken,
    calls,
    last: () => calls().at(-1) as RecordedRequest,
    told,
  };
}

/** In no way of printing it. */
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
    // How the fake's owner's tokens begin.
    expect(text).not.toMatch(/eyJ[\w-]+\./);
  }
}
