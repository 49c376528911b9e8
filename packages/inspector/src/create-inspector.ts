import type { Outcome } from '@vzaps/core/webhooks';
import { createAccess } from './access/access.ts';
import { createTokenSource } from './access/read-token.ts';
import { createInstanceList } from './api/instances.ts';
import type { Services } from './api/services.ts';
import { handleRequest } from './http/handle-request.ts';
import { createNodeHandler, type NodeHandler } from './http/node-handler.ts';
import { error } from './http/respond.ts';
import { createDownload } from './media/download.ts';
import { checkInspectorOptions, type InspectorOptions } from './options.ts';
import type { RecordInfo } from './records/create-entry.ts';
import { createRecordStore } from './records/record-store.ts';
import { createReplays } from './records/replays.ts';

const DEFAULT_EVENTS = 10_000;
const DEFAULT_BYTES = 32 * 1024 * 1024;

/** The page and the listener that fills it. `createInspector()` returns it. */
export interface Inspector {
  /** Keeps an outcome. Pass it as `onOutcome` of a receiver. */
  readonly onOutcome: (outcome: Outcome, info: RecordInfo) => void;
  /** Answers the requests of the page, under any path: `app.mount('/inspector', inspector.fetch)` of Hono. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** The same for `node:http`, Express and Nest: `app.use('/inspector', inspector.node)`. */
  readonly node: NodeHandler;
  /** Forgets everything. Requests are answered 503 from then on. */
  readonly close: () => void;
}

/**
 * Creates a web page that shows, searches and replays the deliveries of a receiver. It keeps the last 10 000
 * deliveries in memory, up to 32 MiB.
 *
 * @throws VZapsError `INVALID_OPTION`.
 * @example
 * import { consoleReporter, createReceiver } from '@vzaps/core/webhooks';
 * import { createInspector } from '@vzaps/inspector';
 *
 * const inspector = createInspector({ receiver: () => receiver });
 * const receiver = createReceiver({ verify: signer.verify, onOutcome: [inspector.onOutcome, consoleReporter()] });
 */
export function createInspector(options: InspectorOptions = {}): Inspector {
  checkInspectorOptions(options);
  const limit = typeof options.limit === 'number' ? { events: options.limit } : (options.limit ?? {});
  const { events = DEFAULT_EVENTS, bytes = DEFAULT_BYTES } = limit;
  const records = createRecordStore({ events, bytes });
  const access = createAccess(createTokenSource(options.token));
  const closing = new AbortController();
  const replays = createReplays();
  const download = options.client && createDownload(options.client);
  const listInstances = options.client && createInstanceList(options.client);
  const services: Services = { options, records, replays, download, listInstances, closing: closing.signal };

  const fetch = async (request: Request): Promise<Response> => {
    if (closing.signal.aborted) return error(503, 'CLOSED', 'The inspector is closed.');
    const response = await handleRequest(request, access, services);
    return request.method === 'HEAD' ? new Response(null, response) : response;
  };

  return {
    onOutcome(outcome, info) {
      if (closing.signal.aborted) return;
      const record = records.add(outcome, replays.isReplay(outcome) ? { ...info, source: 'replay' } : info);
      replays.notify(outcome, record);
    },
    fetch,
    node: createNodeHandler(fetch),
    close() {
      closing.abort();
      records.clear();
    },
  };
}
