import { INSTANCE } from '../harness/credentials.ts';
import type { SiteSetup } from '../harness/scenario-setup.ts';
import type { Answer, Vector } from '../vector.ts';
import { message, TEXT } from './shared/bodies.ts';
import { BUSY, DUPLICATE, HANDLED, OVERLOADED, QUEUED, SUPERSEDED } from './shared/responses.ts';
import { signedQuery } from './shared/signed-query.ts';

const kept = (setup: SiteSetup, what: string, answer: Answer): Vector => ({
  name: `answers ${answer.status} when ${what}`,
  setup,
  steps: [{ body: message() }],
  answers: [answer],
});

const SEEN = { by: 'handler', text: TEXT, complete: true } as const;

export const duplicates: readonly Vector[] = [
  {
    name: 'handles a duplicate once',
    steps: [{ body: message() }, { body: message() }],
    answers: [HANDLED, DUPLICATE],
    seen: [SEEN],
  },
  {
    name: 'handles a duplicate once, whatever envelope it comes in',
    steps: [{ body: message() }, { body: message({ envelope: 'B', casing: 'go' }) }],
    answers: [HANDLED, DUPLICATE],
    seen: [SEEN],
  },
  {
    name: 'handles a message of one id for each instance that receives it',
    steps: [{ body: message() }, { target: `{path}?${signedQuery({ instance: 'VZOTHER' })}`, body: message() }],
    answers: [HANDLED, HANDLED],
    seen: [SEEN, { ...SEEN, instanceId: 'VZOTHER' }],
  },
  {
    name: 'handles duplicates that come at the same time once, and answers 200 to all',
    setup: { handlers: ['is slow at first'] },
    steps: [{ together: Array.from({ length: 5 }, () => ({ body: message() })) }],
    answers: [HANDLED, DUPLICATE, DUPLICATE, DUPLICATE, DUPLICATE],
    seen: [SEEN],
  },
  {
    name: 'handles every delivery where no store is',
    setup: { store: 'none' },
    steps: [{ body: message() }, { body: message() }],
    answers: [HANDLED, HANDLED],
    seen: [SEEN, SEEN],
  },
  kept({ store: 'always busy' }, 'another process is at it', BUSY),
  kept({ store: 'always done' }, 'another process has done it', DUPLICATE),
  kept({ store: 'down' }, 'the store is down', { ...OVERLOADED, headers: { 'retry-after': '2' } }),
  kept({ inbox: 'has it already' }, 'the inbox has it already', DUPLICATE),
  kept({ inbox: 'down' }, 'the inbox is down', { ...OVERLOADED, headers: { 'retry-after': '2' } }),
  {
    name: 'answers 200 as soon as an event is stored in the inbox, and runs no handler',
    setup: { inbox: 'stores' },
    steps: [{ body: message() }],
    answers: [QUEUED],
    seen: [{ ...SEEN, by: 'inbox', instanceId: INSTANCE }],
  },
  {
    name: 'prefers the complete copy of a message to its partial twin',
    // A long window: on a slow machine, too, the twin comes before its end.
    setup: { limits: { partialWaitMs: 3_000 } },
    steps: [{ together: [{ body: message({ partial: true }) }, { body: message() }], apartMs: 50 }],
    answers: [SUPERSEDED, HANDLED],
    seen: [{ ...SEEN, phone: '5511900001234' }],
  },
  {
    name: 'hands over a partial copy whose twin never comes',
    setup: { limits: { partialWaitMs: 50 } },
    steps: [{ body: message({ partial: true }) }],
    answers: [HANDLED],
    seen: [{ text: TEXT, complete: false }],
  },
];
