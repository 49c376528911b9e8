import { adapterContract } from '@vzaps/testing';
import type { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { validator } from 'hono/validator';
import { vzapsVerify, vzapsWebhook } from './index.ts';
import { listen, mountBehind, PATH, readBody } from './mounts.fixture.ts';

/** Runs the adapter contract on every kind of mount, for one version of Hono. */
export function runHonoContract(name: string, HonoClass: typeof Hono): void {
  adapterContract(name, mountBehind(HonoClass));
  adapterContract(
    `${name} in app.post()`,
    (receiver) => {
      const app = new HonoClass();
      app.post(PATH, vzapsWebhook(receiver));
      return listen(app);
    },
    { methods: 'post' },
  );
  adapterContract(`${name} in app.route() under a prefix`, (receiver) => {
    const inner = new HonoClass();
    inner.all('/vzaps', vzapsWebhook(receiver));
    return listen(new HonoClass().route('/api/v1', inner), '/api/v1/vzaps');
  });
  adapterContract(`${name} behind bodyLimit()`, mountBehind(HonoClass, bodyLimit({ maxSize: 1024 * 1024 })), {
    kind: 'limited',
  });
  for (const [what, read] of [
    ['c.req.arrayBuffer()', readBody((req) => req.arrayBuffer())],
    ['c.req.text()', readBody((req) => req.text())],
  ] as const) {
    adapterContract(`${name} behind ${what}`, mountBehind(HonoClass, read), { kind: 'kept bytes' });
  }
  adapterContract(
    `${name} behind validator('json')`,
    mountBehind(
      HonoClass,
      validator('json', (value) => value),
    ),
    {
      kind: 'hono json',
    },
  );
  adapterContract(`${name} behind vzapsVerify()`, (receiver) => {
    const app = new HonoClass();
    app.use(vzapsVerify(receiver));
    app.all(PATH, vzapsWebhook(receiver));
    return listen(app);
  });
}
