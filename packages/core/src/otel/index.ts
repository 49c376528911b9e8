export { createTelemetry, type Telemetry } from './create-telemetry.ts';
export type { ObservedInbox, ObservedRealtimeStatus, ObservedReceiver } from './observe-state.ts';
