import { INSTANCE } from '../harness/credentials.ts';
import type { ScenarioSetup } from '../harness/scenario-setup.ts';
import type { ResponseSpec, Vector } from '../vector.ts';
import { message, TEXT } from './shared/bodies.ts';
import { BUSY, DUPLICATE, HANDLED, OVERLOADED, QUEUED, SUPERSEDED } from './shared/responses.ts';
import { signedQuery } from './shared/signed-query.ts';

const respondsWhen = (setup: ScenarioSetup, what: string, response: ResponseSpec): Vector => ({
  name: `responds ${response.status} when ${what}`,
  setup,
  steps: [{ body: message() }],
  responses: [response],
});

const EVENT = { by: 'handler', text: TEXT, complete: true } as const;

export const duplicates: readonly Vector[] = [
  {
    name: 'handles a duplicate once',
    steps: [{ body: message() }, { body: message() }],
    responses: [HANDLED, DUPLICATE],
    events: [EVENT],
  },
  {
    name: 'handles a duplicate once, also in another envelope and casing',
    steps: [{ body: message() }, { body: message({ envelope: 'B', casing: 'go' }) }],
    responses: [HANDLED, DUPLICATE],
    events: [EVENT],
  },
  {
    name: 'handles a message once for each instance that receives it',
    steps: [{ body: message() }, { target: `{path}?${signedQuery({ instance: 'VZOTHER' })}`, body: message() }],
    responses: [HANDLED, HANDLED],
    events: [EVENT, { ...EVENT, instanceId: 'VZOTHER' }],
  },
  {
    name: 'handles simultaneous duplicates once and responds 200 to all of them',
    setup: { handlers: ['is slow once'] },
    steps: [{ concurrently: Array.from({ length: 5 }, () => ({ body: message() })) }],
    responses: [HANDLED, DUPLICATE, DUPLICATE, DUPLICATE, DUPLICATE],
    events: [EVENT],
  },
  {
    name: 'handles every delivery if there is no store',
    setup: { store: 'none' },
    steps: [{ body: message() }, { body: message() }],
    responses: [HANDLED, HANDLED],
    events: [EVENT, EVENT],
  },
  respondsWhen({ store: 'always busy' }, 'another process handles the event', BUSY),
  respondsWhen({ store: 'always done' }, 'another process has handled the event', DUPLICATE),
  respondsWhen({ store: 'failing' }, 'the store fails', { ...OVERLOADED, headers: { 'retry-after': '2' } }),
  respondsWhen({ inbox: 'reports a duplicate' }, 'the inbox reports a duplicate', DUPLICATE),
  respondsWhen({ inbox: 'failing' }, 'the inbox fails', { ...OVERLOADED, headers: { 'retry-after': '2' } }),
  {
    name: 'responds 200 when the inbox has stored the event, and runs no handler',
    setup: { inbox: 'stores' },
    steps: [{ body: message() }],
    responses: [QUEUED],
    events: [{ ...EVENT, by: 'inbox', instanceId: INSTANCE }],
  },
  {
    name: 'drops a partial copy when the complete copy of the message arrives',
    // This is long enough that the complete copy arrives in time, also on a slow machine.
    setup: { limits: { partialWaitMs: 3_000 } },
    steps: [{ concurrently: [{ body: message({ partial: true }) }, { body: message() }], intervalMs: 50 }],
    responses: [SUPERSEDED, HANDLED],
    events: [{ ...EVENT, phone: '5511900001234' }],
  },
  {
    name: 'handles a partial copy if no complete copy arrives',
    setup: { limits: { partialWaitMs: 50 } },
    steps: [{ body: message({ partial: true }) }],
    responses: [HANDLED],
    events: [{ text: TEXT, complete: false }],
  },
];
