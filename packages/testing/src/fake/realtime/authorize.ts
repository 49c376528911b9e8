import type { IncomingMessage } from 'node:http';
import type { FakeState } from '../state/fake-state.ts';
import type { RealtimeConnection } from './realtime-types.ts';

export type Handshake = Omit<RealtimeConnection, 'open'>;

/**
 * Checks a handshake. Credentials may be in the headers or in the query, as the SDKs send them. Returns a status if the
 * handshake is refused. Which statuses VZaps uses is not public.
 */
export function authorize(state: FakeState, { url = '', headers }: IncomingMessage): Handshake | number {
  if (!URL.canParse(url, 'ws://localhost')) return 400;
  const { pathname, searchParams: query } = new URL(url, 'ws://localhost');
  if (!pathname.endsWith('/events/ws')) return 404;
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
  const token = bearer ?? query.get('access_token') ?? '';
  if ((state.ownerTokens.get(token) ?? 0) <= Date.now()) return 401;
  const clientToken = headers['x-client-token'] ?? query.get('client_token') ?? state.clientToken;
  if (clientToken !== state.clientToken) return 401;
  const instanceId = query.get('instance_id');
  if (!instanceId) return 400;
  const instance = state.instances.get(instanceId);
  if (!instance) return 404;
  const instanceToken = headers['x-instance-token'] ?? query.get('instance_token') ?? instance.token;
  if (instance.foreign || instanceToken !== instance.token) return 403;
  return {
    instanceId,
    events: query.get('events')?.split(','),
    lastEventId: query.get('last_event_id') ?? undefined,
    credentials: bearer === undefined ? 'query' : 'headers',
    at: new Date(),
  };
}
