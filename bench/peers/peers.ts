/** The published packages that our receiver is compared with, in pinned versions. `does` states what one call does. */
import { createHmac } from 'node:crypto';
import { verifyWebhook } from '@clerk/backend/webhooks';
import { normalizeWebhook, verifySignature } from '@kapso/whatsapp-cloud-api/server';
import { validateSignature } from '@line/bot-sdk';
import { Webhooks } from '@octokit/webhooks';
import { validateEvent } from '@polar-sh/sdk/webhooks';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import Stripe from 'stripe';
import { Webhook as SvixWebhook } from 'svix';
import { WhatsAppAPI } from 'whatsapp-api-js';
import type { Candidate } from '../harness/types.ts';
import { SECRET } from '../receive/deliveries.ts';
import type { Payload } from '../receive/payloads.ts';
import { cloudBody, polarBody } from './cloud-payload.ts';
import { type BodyWriter, createPeerSource, type SignedBody, sameBody } from './signed-source.ts';

export const OCTOKIT = 'octokit';

const BASE64_SECRET = Buffer.from(SECRET).toString('base64');
const SECONDS = Math.floor(Date.now() / 1_000);
const MESSAGE_ID = 'msg_1';

const hmac = (text: string, encoding: 'hex' | 'base64') => createHmac('sha256', SECRET).update(text).digest(encoding);
const signHex = (text: string) => `sha256=${hmac(text, 'hex')}`;
const signBase64 = (text: string) => hmac(text, 'base64');
const signStandard = (text: string) => `v1,${hmac(`${MESSAGE_ID}.${SECONDS}.${text}`, 'base64')}`;
const signStripe = (text: string) => `t=${SECONDS},v1=${hmac(`${SECONDS}.${text}`, 'hex')}`;

type Peer = (payload: Payload) => Candidate;

function peer(
  name: string,
  does: string,
  writerOf: (payload: Payload) => BodyWriter,
  sign: (text: string) => string,
  receive: (body: SignedBody) => unknown,
): Peer {
  return (payload) => {
    const source = createPeerSource(writerOf(payload), sign);
    return { name, does, prepare: source.prepare, call: () => receive(source.next()) };
  };
}

function octokit(): Peer {
  const webhooks = new Webhooks({ secret: SECRET });
  webhooks.on('push', () => {});
  const does = '@octokit/webhooks 14.2: HMAC, JSON.parse, a handler. No validation, no duplicate guard';
  return peer(OCTOKIT, does, sameBody, signHex, ({ bytes, signature }) =>
    webhooks.verifyAndReceive({ id: '1', name: 'push', payload: bytes.toString(), signature }),
  );
}

function whatsappApi(): Peer {
  const api = new WhatsAppAPI({ token: 'token', appSecret: SECRET, webhookVerifyToken: 'token', v: 'v20.0' });
  api.on.message = () => {};
  const does = 'whatsapp-api-js 6.3: HMAC by WebCrypto, JSON.parse, a handler. No validation, no duplicate guard';
  return peer('whatsapp-api-js', does, cloudBody, signHex, ({ text, signature }) =>
    api.post(JSON.parse(text), text, signature),
  );
}

function standardHeaders(signature: string, prefix: string): Record<string, string> {
  return { [`${prefix}-id`]: MESSAGE_ID, [`${prefix}-timestamp`]: `${SECONDS}`, [`${prefix}-signature`]: signature };
}

const standard = new StandardWebhook(BASE64_SECRET);
const svix = new SvixWebhook(BASE64_SECRET);

export const peers: readonly Peer[] = [
  octokit(),
  peer('LINE', '@line/bot-sdk 10.8 validateSignature, JSON.parse', sameBody, signBase64, ({ bytes, signature }) => {
    if (!validateSignature(bytes, SECRET, signature)) throw new Error('refused');
    return JSON.parse(bytes.toString());
  }),
  peer('stripe', 'stripe 23.1 constructEvent: HMAC, JSON.parse', sameBody, signStripe, ({ bytes, signature }) =>
    Stripe.webhooks.constructEvent(bytes, signature, SECRET, 1_000_000),
  ),
  peer(
    'Kapso',
    '@kapso/whatsapp-cloud-api 0.3: HMAC, JSON.parse, normalized message',
    cloudBody,
    signHex,
    ({ bytes, signature }) => {
      if (!verifySignature({ appSecret: SECRET, rawBody: bytes, signatureHeader: signature }))
        throw new Error('refused');
      return normalizeWebhook(JSON.parse(bytes.toString()));
    },
  ),
  whatsappApi(),
  peer('standardwebhooks', 'standardwebhooks 1.1: HMAC, JSON.parse', sameBody, signStandard, (body) =>
    standard.verify(body.bytes, standardHeaders(body.signature, 'webhook')),
  ),
  peer('svix', 'svix 1.99: HMAC, JSON.parse', sameBody, signStandard, ({ bytes, signature }) =>
    svix.verify(bytes, standardHeaders(signature, 'svix')),
  ),
  peer('Polar', '@polar-sh/sdk 0.49: HMAC, JSON.parse, validation by zod', polarBody, signStandard, (body) =>
    validateEvent(body.bytes, standardHeaders(body.signature, 'webhook'), SECRET),
  ),
  peer('Clerk', '@clerk/backend 3.25: HMAC of a Request, JSON.parse', sameBody, signStandard, (body) => {
    const headers = standardHeaders(body.signature, 'svix');
    const request = new Request('https://shop.example/hook', { method: 'POST', body: body.bytes, headers });
    return verifyWebhook(request, { signingSecret: BASE64_SECRET });
  }),
];
