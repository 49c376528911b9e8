import type { DeliveryLogEntry } from '../delivery/delivery-types.ts';
import { newInstanceId, newSecret } from './ids.ts';

type Row = Record<string, unknown>;

/** A log entry with what is needed to deliver it again. */
export interface StoredDelivery {
  entry: DeliveryLogEntry;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: readonly (string | Uint8Array)[];
}

/** One connected number with everything that the fake stores for it. */
export interface Instance {
  readonly id: string;
  readonly token: string;
  /** Whether the instance belongs to another client token. */
  readonly foreign: boolean;
  readonly phone: string;
  readonly createdAt: Date;
  /** The settings of `create` and `update`, such as `name` and `labels`, in the spelling of VZaps. */
  settings: Row;
  billing: 'TRIALING' | 'ACTIVE' | 'CANCELED';
  connected: boolean;
  webhook: string;
  events: string[];
  /** The delivery log, oldest first. */
  readonly log: StoredDelivery[];
  readonly contacts: Map<string, Row>;
  readonly groups: Map<string, Row>;
  readonly chats: Map<string, Row>;
  readonly typebots: Map<string, Row>;
  readonly sessions: Map<string, Row>;
  readonly queues: Record<'messages' | 'operations', Map<string, Row>>;
  chatwoot: Row | undefined;
}

let created = 0;

export function newInstance({ id = newInstanceId(), token = newSecret(), foreign = false } = {}): Instance {
  created += 1;
  return {
    id,
    token,
    foreign,
    phone: `55119${String(90_000_000 + created)}`,
    createdAt: new Date(),
    settings: { name: `Instance ${created}` },
    billing: 'TRIALING',
    connected: true,
    webhook: '',
    events: [],
    log: [],
    contacts: new Map(),
    groups: new Map(),
    chats: new Map(),
    typebots: new Map(),
    sessions: new Map(),
    queues: { messages: new Map(), operations: new Map() },
    chatwoot: undefined,
  };
}
