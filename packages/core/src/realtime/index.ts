export type { RealtimeCredentials } from '../client/http/realtime-credentials.ts';
export { createRealtime, type Realtime } from './create-realtime.ts';
export type { RealtimeCursor } from './cursor/realtime-cursor.ts';
export type { RealtimeClient, RealtimeGivenUp, RealtimeOptions } from './options.ts';
export type { RealtimeState, RealtimeStatus } from './realtime-status.ts';
