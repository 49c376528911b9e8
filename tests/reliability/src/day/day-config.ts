/** The settings of a web process of the day in production. */
export interface DayConfig {
  port: number;
  redisPort: number;
  /** The handler appends a line to this file for each message. */
  file: string;
  /** Newest first. */
  secrets: string[];
  /** The oldest generation of the URL that is accepted. */
  generation: number;
  /** Whether events are stored first and handled by the workers of all processes. */
  inbox: boolean;
  bug?: 'throws' | 'ignores';
}
