import type { EventOf } from '@vzaps/core/events';
import {
  createReceiver,
  createUrlSigner,
  hmacSignature,
  type Outcome,
  type Receiver,
  type ReceiverOptions,
  type UrlSigner,
} from '@vzaps/core/webhooks';
import { type DeliverOptions, type DeliverResult, deliver } from '../deliver.ts';

/** A server that is up, with the receiver at `url`. */
export interface Mounted {
  /** Where deliveries go, without a signature: `http://127.0.0.1:4711/webhooks/vzaps`. */
  url: string;
  close(): Promise<void>;
}

/** Starts a server of your framework on port 0 of 127.0.0.1, with your adapter around `receiver`. */
export type AdapterMount = (receiver: Receiver) => Promise<Mounted>;

export const INSTANCE = 'VZ9K2M4N8P1Q3R5S7T0W';
export const SECRET = 'the secret of the contract, thirty-two bytes or more';
export const OLD_SECRET = 'a secret that was rotated out, and is still listed';
export const GATEWAY_SECRET = 'shared with a gateway';
export const BODY_LIMIT = 64 * 1024;

/** One receiver behind one server, with what its handlers saw. */
export interface Site {
  receiver: Receiver;
  signer: UrlSigner;
  /** The URL as registered: signed for `INSTANCE`. */
  url: string;
  bareUrl: string;
  seen: { event: EventOf<'Message'>; instanceId: string | undefined }[];
  outcomes: Outcome[];
  /** Delivers to the signed URL, and does not wait longer than a second for the answer. */
  deliver(payload: unknown, options?: DeliverOptions & { url?: string }): Promise<DeliverResult>;
  close(): Promise<void>;
}

export const gateway = () => hmacSignature({ secret: GATEWAY_SECRET, header: 'x-signature', prefix: 'sha256=' });

export async function openSite(mount: AdapterMount, options: Partial<ReceiverOptions> = {}): Promise<Site> {
  const signer = createUrlSigner({
    secret: [SECRET, OLD_SECRET],
    audience: 'contract',
    accept: (_, generation) => generation < 9,
  });
  const outcomes: Outcome[] = [];
  const seen: Site['seen'] = [];
  const receiver = createReceiver({
    verify: signer.verify,
    bodyLimit: BODY_LIMIT,
    twinWindowMs: 200,
    onOutcome: (outcome) => outcomes.push(outcome),
    ...options,
  });
  receiver.on('Message', (event, { instanceId }) => {
    seen.push({ event, instanceId });
  });
  const mounted = await mount(receiver);
  const url = signer.sign(mounted.url, { instanceId: INSTANCE });
  return {
    receiver,
    signer,
    url,
    bareUrl: mounted.url,
    seen,
    outcomes,
    deliver: (payload, { url: to = url, ...rest } = {}) => deliver(to, payload, { timeoutMs: 1_000, ...rest }),
    close: mounted.close,
  };
}
