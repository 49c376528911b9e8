import { consoleReporter, createReceiver, EVENT_TYPES, type Receiver, type Verifier } from '@vzaps/hono';
import type { Inspector } from '@vzaps/inspector';

/** Shows each outcome in the inspector. Its empty handler makes duplicates visible, which an unhandled event is not. */
export function createInspectedReceiver(verify: Verifier, inspector: Inspector): Receiver {
  return createReceiver({ verify, onOutcome: [inspector.onOutcome, consoleReporter()] }).on(EVENT_TYPES, () => {});
}
