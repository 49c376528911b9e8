/** A worker of the site under test: handles what web processes have stored. */
import { answerQuestions } from './answer-questions.ts';
import { createSiteReceiver } from './create-site-receiver.ts';
import { openInbox, sharedClaims } from './shared.ts';
import type { SiteConfig } from './site-config.ts';
import { gatherTrouble } from './trouble.ts';

const trouble = gatherTrouble();
const config: SiteConfig = JSON.parse(process.argv[2] ?? '');
openInbox(config).startWorker(createSiteReceiver(config, sharedClaims(config)), { leaseMs: config.handlerTimeoutMs });
answerQuestions(null, () => trouble);
