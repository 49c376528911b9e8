/** A web process of the site under test: Express, as a user would mount it. */
import type { AddressInfo } from 'node:net';
import { vzapsWebhook } from '@vzaps/express';
import express from 'express';
import { answerQuestions } from './answer-questions.ts';
import { createSiteReceiver } from './create-site-receiver.ts';
import { openInbox, sharedClaims } from './shared.ts';
import type { SiteConfig } from './site-config.ts';
import { gatherTrouble } from './trouble.ts';

const trouble = gatherTrouble();
const config: SiteConfig = JSON.parse(process.argv[2] ?? '');
const receiver = createSiteReceiver(config, config.inbox ? { inbox: openInbox(config) } : sharedClaims(config));
const app = express();
app.post('/webhooks/vzaps', vzapsWebhook(receiver));
const server = app.listen(config.port, '127.0.0.1', () => {
  answerQuestions((server.address() as AddressInfo).port, () => trouble);
});
