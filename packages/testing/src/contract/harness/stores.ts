import { parseEvent } from '@vzaps/core/events';
import { type IdempotencyStore, type Inbox, memoryStore } from '@vzaps/core/webhooks';
import { WORDS } from './credentials.ts';
import type { See } from './record-event.ts';
import type { InboxName, StoreName } from './scenario-setup.ts';

const answering = (status: 'busy' | 'done'): IdempotencyStore => ({
  claim: () => ({ status }),
  complete() {},
  release() {},
});

const down = (): never => {
  throw new Error(WORDS);
};

export const STORES: Record<StoreName, () => IdempotencyStore | false> = {
  memory: () => memoryStore(),
  none: () => false,
  'always busy': () => answering('busy'),
  'always done': () => answering('done'),
  down: () => ({ claim: down, complete: down, release: down }),
};

export const INBOXES: Record<InboxName, (see: See) => Inbox> = {
  stores: (see) => ({
    add({ raw, instanceId }) {
      see(parseEvent(raw), instanceId);
      return 'queued';
    },
  }),
  'has it already': () => ({ add: () => 'duplicate' }),
  down: () => ({ add: down }),
};
