import type { VZapsClient } from '../index.ts';
import { json, startServer } from './server.ts';

export interface LogEntry {
  id: string;
  status: string;
  createdAt?: Date;
  /** The chat of the message in the payload. */
  chat?: string;
  /** The id of the message in the payload. Default: the id of the entry. */
  messageId?: string;
  /** The time of the message in the payload. */
  timestamp?: Date;
  /** `false`: a partial copy, which knows only a hidden number. */
  complete?: boolean;
  /** Deliveries so far. `undefined`: the log does not show them. */
  attempts?: number | undefined;
  /** The time of the last change. `undefined`: the log does not show it. */
  updatedAt?: Date | undefined;
}

/**
 * A VZaps whose delivery log has these entries, newest first. `deliver` decides whether a retry succeeds. If it returns a
 * number, VZaps refuses the retry with this status.
 */
export async function startLog(entries: LogEntry[], deliver: (entry: LogEntry) => unknown = () => true) {
  const retries: string[] = [];
  let running = 0;
  let mostRunning = 0;
  const server = await startServer(async ({ path, body }, response) => {
    const data = (value: unknown) => json(response, { code: 200, success: true, data: value });
    const [, id, action] = /\/logs\/(\w+)(\/retry)?$/.exec(path) ?? [];
    const entry = entries.find((each) => each.id === id);
    if (!entry) {
      const { status } = JSON.parse(body) as { status?: string };
      const found = entries.filter((each) => status === undefined || each.status === status);
      return data({ content: found.map(toRow), total: found.length, total_pages: 1 });
    }
    if (!action) return data(toRow(entry));
    retries.push(entry.id);
    mostRunning = Math.max(mostRunning, ++running);
    // This is long enough for other retries to begin.
    await new Promise((resolve) => setTimeout(resolve, 10));
    running -= 1;
    const result = await deliver(entry);
    if (typeof result === 'number') return json(response, { code: result, success: false, message: 'no' }, result);
    if (entry.attempts !== undefined) entry.attempts += 1;
    if (entry.updatedAt) entry.updatedAt = new Date(entry.updatedAt.getTime() + 1);
    entry.status = result ? 'success' : 'failed';
    data({});
  });
  const client: VZapsClient = server.client();
  return { server, client, retries, mostRunning: () => mostRunning };
}

function toRow({ id, status, createdAt, updatedAt, attempts, ...message }: LogEntry): object {
  const timestamp = message.timestamp ?? createdAt;
  return {
    id,
    status,
    ...(createdAt && { created_at: createdAt.toISOString() }),
    ...(attempts !== undefined && { attempts }),
    ...(updatedAt && { updated_at: updatedAt.toISOString() }),
    // A message without a timestamp has no type.
    ...(timestamp && { payload: toPayload(id, { ...message, timestamp }) }),
  };
}

function toPayload(id: string, { chat, messageId = id, timestamp, complete = true }: Partial<LogEntry>): object {
  return {
    type: 'Message',
    event: {
      info: {
        id: messageId,
        chat: complete ? chat : '98765@lid',
        sender: complete ? chat : '98765@lid',
        is_from_me: false,
        is_group: false,
        ...(timestamp && { timestamp: timestamp.toISOString() }),
      },
      message: { conversation: 'hello' },
    },
  };
}
