/**
 * What the page of the inspector and its server exchange. Every path is relative to the path of the page, so the inspector
 * works under any prefix. The path of the page can lack its last slash: Hono's `app.mount()` hides the prefix, so the
 * server cannot add the slash. Therefore the page names its files by a query only (`?asset=app.js`), and its script adds
 * the slash to `location.pathname` before it builds a path of the API.
 *
 * | request | answer |
 * |---|---|
 * | `GET .` | the page. Without a valid cookie the sign-in page, with 401 |
 * | `POST .` | form field `token`: 303 to the page, with the cookie. A wrong token: the sign-in page, with 401 |
 * | `GET ?token=…` | a page that sets the cookie and goes to the page without the token |
 * | `GET ?asset=<name>` | a file of the page. It needs the cookie |
 * | `POST sign-out`, `POST ?sign-out` | deletes the cookie of the folder of this path |
 * | `GET api/state` | `InspectorState` |
 * | `GET api/events?after=<n>` | `EventPage`: at most 1 000 records after this sequence number |
 * | `GET api/events/<id>` | `EventDetail` |
 * | `GET api/events/<id>/event`, `…/raw` | the typed event, and the delivery as it arrived, as exact JSON |
 * | `GET api/events/<id>/media` | the media file, if its type is on the list of safe types |
 * | `POST api/events/<id>/replay` | `{}` runs the handlers again, `{ url }` sends the delivery to the URL: `ReplayResult` |
 * | `POST api/clear` | removes all records |
 * | `GET api/logs?instanceId=&status=&page=` | `LogPage` |
 * | `GET api/logs/<logId>?instanceId=` | an entry of the log with its payload |
 * | `POST api/logs/retry` | `{ instanceId, logIds }`: NDJSON, one `RetryProgress` in each line |
 * | `GET api/inbox` | `InboxState`, or 404 without an inbox |
 * | `POST api/inbox/replay`, `api/inbox/remove` | `{ ids }`: `{ count }` |
 *
 * A request of `api/` and `sign-out` needs the cookie and the header `x-vzaps-inspector: 1`. A POST also needs
 * `sec-fetch-site: same-origin`. Where a browser sends none, its `Origin` must equal the request's. In read-only mode a
 * POST of `api/` is answered 403. An error is `{ error: { code, message } }` with a status of 4xx or 5xx.
 */
export interface InspectorState {
  readOnly: boolean;
  /** Which actions this server can do. */
  can: { replay: boolean; replayToUrl: boolean; logs: boolean; inbox: boolean; media: boolean };
  /** Instances that can be chosen in the log tab. */
  instances: string[];
  /** The URL that "replay to a URL" offers, such as the URL that `vzaps listen` forwards to. */
  forwardTo?: string;
  limits: { events: number; bytes: number };
}

export interface EventRecord {
  /** Stable; used in links (`#/events/<id>`). */
  id: string;
  /** Increases by one with each record of this process. */
  sequence: number;
  /** ISO 8601, when the delivery ended. */
  at: string;
  outcome: string;
  status: number;
  milliseconds: number;
  /** Type of the event, or `claimedType` of an Unknown event; absent if the body was not read. */
  type?: string;
  /** content.kind of a message. */
  contentKind?: string;
  instanceId?: string;
  /** Key of the event: deliveries with the same key are of the same event. */
  key?: string;
  conversation?: string;
  /** Name to show: push name, phone or JID. */
  from?: string;
  phone?: string;
  fromMe?: boolean;
  isGroup?: boolean;
  /** What the list shows: the text, or a description such as "image". At most 300 characters. */
  summary: string;
  /** Text, phone and ids that the search looks at, lower case, at most 1 000 characters. */
  search: string;
  /** Why it was not handled, in a few words. */
  reason?: string;
  /** How it came: `webhook`, `replay`, `realtime` or `forwarded`, as far as known. */
  source?: string;
  bytes: number;
}

export interface EventPage {
  records: EventRecord[];
  /** Changes when the server starts again or was cleared: the page drops what it has. */
  generation: string;
  /** Records that were dropped because of the limits, since the last clear. */
  dropped: number;
  /** The smallest sequence number that is still kept. The page drops older ones. */
  oldest: number;
  counts: Record<string, number>;
}

export interface EventDetail {
  record: EventRecord;
  /** The event as handlers receive it, without `raw`. Absent for refused deliveries. */
  event?: unknown;
  /** The delivery as it arrived. */
  raw?: unknown;
  /** `event` or `raw` were over the limit for one record and are not kept. */
  tooLarge?: { bytes: number };
  /** Milliseconds by step, in order. */
  steps: { name: string; milliseconds: number }[];
  /** Errors with stack and causes, without secrets and signed URLs. */
  errors: { name: string; message: string; stack?: string; code?: string }[];
  issues: { path: string; message: string }[];
  /** Other deliveries with the same key, oldest first. */
  related: EventRecord[];
  media?: { kind: string; mimeType?: string; fileName?: string; bytes?: number; hasPreview: boolean };
}

export interface ReplayResult {
  outcome?: string;
  status?: number;
  milliseconds: number;
  recordId?: string;
  error?: string;
  body?: string;
}

export interface LogPage {
  entries: {
    logId: string;
    at: string;
    status: string;
    type?: string;
    httpStatus?: number;
    attempts?: number;
    error?: string;
    summary?: string;
  }[];
  page: number;
  hasNext: boolean;
  total?: number;
}
export type RetryProgress =
  | { logId: string; state: 'succeeded' | 'failed'; done: number; total: number; error?: string }
  | { state: 'end'; succeeded: number; failed: number }
  | { state: 'error'; error: string };

export interface InboxState {
  stats: { waiting: number; active: number; delayed: number; dead: number; oldestMs?: number };
  dead: { id: string; at?: string; type?: string; summary?: string; error?: string; attempts?: number }[];
}
