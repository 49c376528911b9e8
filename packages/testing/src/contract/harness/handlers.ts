import type { Receiver } from '@vzaps/core/webhooks';
import { ERROR_TEXT } from './credentials.ts';
import type { RecordEvent } from './record-event.ts';
import type { HandlerName, ScenarioReport } from './scenario-setup.ts';

// This is long enough that a later event would overtake the first one if the order were not kept.
const SLOW_MS = 100;
// Much longer than a response takes on the slowest machine.
const MAX_BLOCKED_MS = 20_000;

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

type RegisterHandler = (receiver: Receiver, record: RecordEvent, report: ScenarioReport) => void;

export const HANDLERS: { [Name in HandlerName]: RegisterHandler } = {
  records: (receiver, record) => receiver.on('Message', (event, ctx) => record(event, ctx.instanceId)),
  'records Unknown': (receiver, record) => receiver.on('Unknown', (event, ctx) => record(event, ctx.instanceId)),
  throws: (receiver) =>
    receiver.on('Message', () => {
      throw new Error(ERROR_TEXT);
    }),
  rejects: (receiver) => receiver.on('Message', () => Promise.reject(new Error(ERROR_TEXT))),
  'rejects without a reason': (receiver) => receiver.on('Message', () => Promise.reject()),
  'never settles': (receiver) => receiver.on('Message', () => new Promise(() => {})),
  'fails once': (receiver) => {
    let attempts = 0;
    receiver.on('Message', () => {
      attempts += 1;
      if (attempts === 1) throw new Error(ERROR_TEXT);
    });
  },
  'is slow once': (receiver, record) => {
    let events = 0;
    receiver.on('Message', async (event, ctx) => {
      events += 1;
      if (events === 1) await sleep(SLOW_MS);
      record(event, ctx.instanceId);
    });
  },
  'blocks once': (receiver, record, report) => {
    let events = 0;
    receiver.on('Message', async (event, ctx) => {
      record(event, ctx.instanceId);
      events += 1;
      const first = events === 1;
      // The handler polls, because on workerd one request cannot settle a promise of another one.
      for (let waited = 0; first && report.outcomes.length === 0 && waited < MAX_BLOCKED_MS; waited += 10) {
        await sleep(10);
      }
    });
  },
};
