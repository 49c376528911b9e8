/** The demo of the example that takes longest to start. */
import { expect, it } from 'vitest';
import { startDemo, widestLine } from './test/start-demo.ts';

it('The demo runs apps/nestjs, too', async () => {
  const demo = startDemo(['nestjs']);
  expect(await demo.exited, demo.output()).toBe(0);
  expect(demo.output()).toMatch(/a forged text +no +\(not read\) +refused +401/);
  expect(demo.output()).toMatch(/POST \/messages +→ +sent[\s\S]+GET \/messages\/:id +→ +read: sent → delivered → read/);
  expect(demo.output()).toContain('Everything was as it should be.');
  expect(widestLine(demo.output())).toBeLessThanOrEqual(80);
});
