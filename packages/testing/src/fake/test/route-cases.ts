import type { VZapsClient } from '@vzaps/core/client';
import { describe, expect, it } from 'vitest';
import { type Connected, connected } from './connected-client.ts';

type Resources = Omit<VZapsClient, 'auth' | 'forInstance' | 'request' | 'close'>;

/** One route: a call, what it puts on the wire, and what it answers. */
export interface RouteCase {
  call(to: Connected & { id: { instanceId: string } }): PromiseLike<unknown>;
  /** `:id` is the instance's. */
  sends: string | RegExp;
  body?: unknown;
  data?: unknown;
}

/** A test for each method of a resource; one that has none fails. */
export function describeRoutes<R extends keyof Resources>(
  resource: R,
  cases: { [K in keyof Resources[R] as Exclude<K, 'retryFailedLogs'>]: RouteCase | RouteCase[] },
  prepare: (to: Connected) => Promise<unknown> = async () => {},
): void {
  describe(`vzaps.${resource}`, () => {
    const all = Object.entries(cases) as [string, RouteCase | RouteCase[]][];
    for (const [method, each] of all.flatMap(([name, some]) => [some].flat().map((one) => [name, one] as const))) {
      it(`${method} sends ${each.sends}`, async () => {
        const to = await connected();
        await prepare(to);
        const { instanceId } = to;

        const answer = await each.call({ ...to, id: { instanceId } });

        const { method: verb, path, body, headers } = to.last();
        const line = `${verb} ${decodeURIComponent(path)}`.replace(instanceId, ':id');
        if (each.sends instanceof RegExp) expect(line).toMatch(each.sends);
        else expect(line).toBe(each.sends);
        expect(body).toEqual(each.body);
        expect(headers).toMatchObject({
          authorization: '[redacted]',
          'x-client-token': '[redacted]',
          accept: 'application/json',
        });
        expect(headers['content-type']).toBe(body === undefined ? undefined : 'application/json');
        expect(answer).toMatchObject({ code: expect.any(Number), success: true });
        if ('data' in each) expect((answer as { data: unknown }).data).toEqual(each.data);
      });
    }

    it('has a test for every method', async () => {
      const { vzaps } = await connected();
      expect(
        Object.keys(vzaps[resource])
          .filter((name) => name !== 'retryFailedLogs')
          .sort(),
      ).toEqual(Object.keys(cases).sort());
    });
  });
}
