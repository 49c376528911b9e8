import { parseEvent } from '@vzaps/core/events';
import { type IdempotencyStore, type Inbox, memoryStore } from '@vzaps/core/webhooks';
import { ERROR_TEXT } from './credentials.ts';
import type { RecordEvent } from './record-event.ts';
import type { InboxName, StoreName } from './scenario-setup.ts';

const storeThatAnswers = (status: 'busy' | 'done'): IdempotencyStore => ({
  claim: () => ({ status }),
  complete() {},
  release() {},
});

const fail = (): never => {
  throw new Error(ERROR_TEXT);
};

export const STORES: Record<StoreName, () => IdempotencyStore | false> = {
  memory: () => memoryStore(),
  none: () => false,
  'always busy': () => storeThatAnswers('busy'),
  'always done': () => storeThatAnswers('done'),
  failing: () => ({ claim: fail, complete: fail, release: fail }),
};

export const INBOXES: Record<InboxName, (record: RecordEvent) => Inbox> = {
  stores: (record) => ({
    add({ raw, instanceId }) {
      record(parseEvent(raw), instanceId);
      return 'queued';
    },
  }),
  'reports a duplicate': () => ({ add: () => 'duplicate' }),
  failing: () => ({ add: fail }),
};
