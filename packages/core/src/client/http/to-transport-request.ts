import type { PreparedRequest } from '../request/prepared-request.ts';
import type { ConnectionSettings } from './connection-settings.ts';
import type { Authorization } from './credentials.ts';
import type { TransportRequest } from './transport/transport.ts';

/** The HTTP request of one attempt. The user's own headers come first, so those of the client replace them. */
export function toTransportRequest(
  request: PreparedRequest,
  { clientToken, instanceToken, accessToken }: Authorization,
  { origin, basePath, userAgent, maxResponseBytes }: ConnectionSettings,
): Omit<TransportRequest, 'signal'> {
  const { method, path, query, body, options } = request;
  // A request has its own headers: a dispatcher of the user may change them.
  const headers: Record<string, string> = request.headers ? { ...request.headers } : {};
  headers.accept = 'application/json';
  headers['user-agent'] = userAgent;
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (clientToken) headers['x-client-token'] = clientToken;
  if (instanceToken) headers['x-instance-token'] = instanceToken;
  if (accessToken !== undefined) headers.authorization = `Bearer ${accessToken}`;
  return {
    method,
    origin,
    path: basePath + path + (query ? `?${query}` : ''),
    headers,
    body,
    maxResponseBytes: options.maxResponseBytes ?? maxResponseBytes,
    decodesFile: options.decodeFile,
  };
}
