import type { RealtimeCredentials } from '../../client/http/realtime-credentials.ts';

export interface HandshakeOptions {
  readonly url: string;
  readonly instanceId: string;
  readonly events: readonly string[] | undefined;
  readonly credentials: 'headers' | 'query';
}

/** The URL and the headers of a handshake. Without `credentials: 'query'` the URL contains no secret. */
export function prepareHandshake(
  { url: base, instanceId, events, credentials: place }: HandshakeOptions,
  { accessToken, clientToken, instanceToken }: RealtimeCredentials,
  lastEventId: string | undefined,
): { url: URL; headers: Record<string, string> } {
  const url = new URL(base);
  const query = url.searchParams;
  query.set('instance_id', instanceId);
  if (events) query.set('events', events.join(','));
  if (lastEventId !== undefined) query.set('last_event_id', lastEventId);
  if (place === 'query') {
    query.set('access_token', accessToken);
    query.set('client_token', clientToken);
    if (instanceToken) query.set('instance_token', instanceToken);
    return { url, headers: {} };
  }
  const headers: Record<string, string> = { authorization: `Bearer ${accessToken}`, 'x-client-token': clientToken };
  if (instanceToken) headers['x-instance-token'] = instanceToken;
  return { url, headers };
}
