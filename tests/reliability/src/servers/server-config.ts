/** The servers that an application would use, one for each adapter. */
export const SERVERS = ['Express', 'NestJS on Fastify', 'Hono on node-server'] as const;

export interface ServerConfig {
  server: (typeof SERVERS)[number];
  /** 0 for a free port. */
  port: number;
  /** The folder of the event log. Without it, handled events are only counted. */
  folder?: string;
  /** Whether a gateway signs the bytes of the body, instead of VZaps the URL. Default `false`. */
  signedBytes?: boolean;
  /** How long a body may take, in milliseconds. Default: that of the receiver. */
  bodyTimeoutMs?: number;
}

export const PATH = '/webhooks/vzaps';
/** The header with the signature of the bytes. */
export const SIGNATURE_HEADER = 'x-signature';
