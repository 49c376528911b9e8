import { openDiagnosticsChannel } from '../../shared/diagnostics-channel.ts';

/** Publishes the report of every outcome. `undefined` where the platform has no diagnostics channels. */
export const outcomeChannel = openDiagnosticsChannel('vzaps:outcome');
