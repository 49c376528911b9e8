/** What a process of the site under test is told when it is started. */
export interface SiteConfig {
  /** Where the ledger is. */
  folder: string;
  /** 0 for a free one. */
  port: number;
  /** Of Redis; absent, claims are kept in memory. */
  redisPort?: number;
  /** Stored first, and handled by workers. */
  inbox?: boolean;
  partialWaitMs: number;
  /** Also how long what a killed process held is blocked. */
  handlerTimeoutMs: number;
}

/** Of the suite alone; both sides sign and verify with it. */
export const SECRET = 'the suite keeps its secret in the open';
