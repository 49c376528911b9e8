/** The settings of a process that receives the same events by webhook and by realtime. */
export interface RealtimeConfig {
  /** The folder of the event log. */
  folder: string;
  /** 0 for a free port. */
  port: number;
  redisPort: number;
  baseUrl: string;
  realtimeUrl: string;
  clientToken: string;
  clientSecret: string;
  instances: readonly { id: string; token: string }[];
}
