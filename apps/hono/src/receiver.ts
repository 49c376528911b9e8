import { consoleReporter, createReceiver, EVENT_TYPES, type Receiver, type Verifier } from '@vzaps/hono';
import type { Inspector } from '@vzaps/inspector';

/** Shows each outcome in the inspector. It has an empty handler, because only a handled event is recognised as a duplicate. */
export function createInspectedReceiver(verify: Verifier, inspector: Inspector): Receiver {
  return createReceiver({ verify, onOutcome: [inspector.onOutcome, consoleReporter()] }).on(EVENT_TYPES, () => {});
}
