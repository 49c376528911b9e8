export type { RealtimeCredentials } from '../client/http/realtime-credentials.ts';
export type { RealtimeClient, RealtimeGivenUp, RealtimeOptions } from './options.ts';
export type { RealtimeCursor } from './realtime-cursor.ts';
export type { RealtimeState, RealtimeStatus } from './realtime-status.ts';
