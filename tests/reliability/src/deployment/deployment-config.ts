/** The settings of a process under test. */
export interface DeploymentConfig {
  /** The folder of the event log. */
  folder: string;
  /** 0 for a free port. */
  port: number;
  /** The port of Redis. Without it, claims are kept in memory. */
  redisPort?: number;
  /** Whether events are stored first and handled by workers. */
  inbox?: boolean;
  /** Whether the handler only writes down which event of `event-traffic` it saw. Default `false`. */
  marks?: boolean;
  /** How often the inbox starts an event that fails. Default 100. */
  attempts?: number;
  partialWaitMs: number;
  /** The events of a killed process are blocked for this time as well. */
  handlerTimeoutMs: number;
}

/** Used by the suite alone. Both sides sign and verify with it. */
export const SECRET = 'a public secret of the reliability suite';
