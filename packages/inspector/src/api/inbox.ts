import type { VZapsEvent } from '@vzaps/core/events';
import { readIds, readJson } from '../http/read-json.ts';
import { error, json, missingOption } from '../http/respond.ts';
import { describeEvent } from '../records/describe-event.ts';
import type { InboxState } from './contract.ts';
import type { Call, Route } from './route.ts';

const MAX_DEAD = 100;

async function readInbox({ services }: Call): Promise<Response> {
  const { inbox } = services.options;
  if (!inbox) return noInbox();
  const [stats, dead] = await Promise.all([inbox.stats(), inbox.deadLetters.list({ limit: MAX_DEAD })]);
  const state: InboxState = {
    stats,
    dead: dead.map(({ id, event, failedAt, reason, attempts }) => {
      const { type, summary } = describe(event);
      return { id, at: failedAt.toISOString(), type, summary, error: reason, attempts };
    }),
  };
  return json(state);
}

function describe(event: VZapsEvent): { type: string; summary: string } {
  return {
    type: event.type === 'Unknown' ? (event.claimedType ?? 'Unknown') : event.type,
    summary: describeEvent(event).summary,
  };
}

function change(action: 'replay' | 'remove'): Route['handle'] {
  return async ({ request, services }) => {
    const body = await readJson(request);
    if ('refused' in body) return body.refused;
    const { inbox } = services.options;
    if (!inbox) return noInbox();
    const ids = readIds(body.value.ids, MAX_DEAD);
    if (!ids) return error(400, 'INVALID_REQUEST', `\`ids\` must be a list of 1 to ${MAX_DEAD} ids.`);
    return json({ count: await inbox.deadLetters[action](ids) });
  };
}

function noInbox(): Response {
  return missingOption('inbox');
}

export const inboxRoutes: readonly Route[] = [
  { method: 'GET', path: 'inbox', handle: readInbox },
  { method: 'POST', path: 'inbox/replay', handle: change('replay') },
  { method: 'POST', path: 'inbox/remove', handle: change('remove') },
];
