import type { VZapsClient } from '@vzaps/core/client';
import { describe, expect, it } from 'vitest';
import { type ConnectedClient, connectClient } from './connected-client.ts';

type Resources = Omit<VZapsClient, 'auth' | 'forInstance' | 'request' | 'close'>;

/** One call of a method, with its request and its result. */
export interface RouteCase {
  call(to: ConnectedClient & { id: { instanceId: string } }): PromiseLike<unknown>;
  /** The method and path. `:id` stands for the instance's id. */
  sends: string | RegExp;
  body?: unknown;
  data?: unknown;
}

/** Defines a test for each method of a resource. A method without a case fails. */
export function describeRoutes<R extends keyof Resources>(
  resource: R,
  cases: { [K in keyof Resources[R] as Exclude<K, 'retryFailedLogs'>]: RouteCase | RouteCase[] },
  prepare: (to: ConnectedClient) => Promise<unknown> = async () => {},
): void {
  describe(`client.${resource}`, () => {
    const all = Object.entries(cases) as [string, RouteCase | RouteCase[]][];
    for (const [method, each, mark] of all.flatMap(([name, some]) => listCases(name, some))) {
      it(`${method}() sends ${each.sends} and resolves with its data${mark}`, async () => {
        const to = await connectClient();
        await prepare(to);
        const { instanceId } = to;

        const result = await each.call({ ...to, id: { instanceId } });

        const { method: verb, path, body, headers } = to.lastCall();
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
        expect(result).toMatchObject({ code: expect.any(Number), success: true });
        if ('data' in each) expect((result as { data: unknown }).data).toEqual(each.data);
      });
    }

    it('has a test case for every method', async () => {
      const { vzaps } = await connectClient();
      expect(
        Object.keys(vzaps[resource])
          .filter((name) => name !== 'retryFailedLogs')
          .sort(),
      ).toEqual(Object.keys(cases).sort());
    });
  });
}

/** Numbers the cases of a method that has several, so that each test has a name of its own. */
function listCases(method: string, some: RouteCase | RouteCase[]): [method: string, each: RouteCase, mark: string][] {
  if (!Array.isArray(some)) return [[method, some, '']];
  return some.map((each, index) => [method, each, ` (case ${index + 1} of ${some.length})`]);
}
