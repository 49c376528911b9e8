import type { Receiver } from '@vzaps/core/webhooks';
import { WORDS } from './credentials.ts';
import type { See } from './record-event.ts';
import type { HandlerName, SiteReport } from './scenario-setup.ts';

// Long enough that an event that came later would overtake the first one if it could.
const SLOW_MS = 100;
// Far longer than an answer takes, on the slowest machine.
const MOST_MS = 20_000;

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

type Listen = (receiver: Receiver, see: See, report: SiteReport) => void;

export const HANDLERS: { [Name in HandlerName]: Listen } = {
  records: (receiver, see) => receiver.on('Message', (event, ctx) => see(event, ctx.instanceId)),
  'records Unknown': (receiver, see) => receiver.on('Unknown', (event, ctx) => see(event, ctx.instanceId)),
  throws: (receiver) =>
    receiver.on('Message', () => {
      throw new Error(WORDS);
    }),
  rejects: (receiver) => receiver.on('Message', () => Promise.reject(new Error(WORDS))),
  'rejects with nothing': (receiver) => receiver.on('Message', () => Promise.reject()),
  'never ends': (receiver) => receiver.on('Message', () => new Promise(() => {})),
  'fails once': (receiver) => {
    let tries = 0;
    receiver.on('Message', () => {
      tries += 1;
      if (tries === 1) throw new Error(WORDS);
    });
  },
  'is slow at first': (receiver, see) => {
    let events = 0;
    receiver.on('Message', async (event, ctx) => {
      events += 1;
      if (events === 1) await sleep(SLOW_MS);
      see(event, ctx.instanceId);
    });
  },
  'is busy at first': (receiver, see, report) => {
    let events = 0;
    receiver.on('Message', async (event, ctx) => {
      see(event, ctx.instanceId);
      events += 1;
      const first = events === 1;
      // It looks again and again, since nobody can wake it: on workerd no request wakes another.
      for (let waited = 0; first && report.told.length === 0 && waited < MOST_MS; waited += 10) await sleep(10);
    });
  },
};
