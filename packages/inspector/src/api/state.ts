import { redactUrl } from '@vzaps/core/webhooks';
import { json } from '../http/respond.ts';
import type { InspectorState } from './contract.ts';
import type { Call, Route } from './route.ts';

async function readState({ services }: Call): Promise<Response> {
  const { options, records } = services;
  const { client, receiver, inbox, forwardTo, readOnly = false } = options;
  const state: InspectorState = {
    readOnly,
    can: {
      replay: receiver !== undefined,
      replayToUrl: forwardTo !== undefined,
      logs: client !== undefined,
      inbox: inbox !== undefined,
      media: client !== undefined,
    },
    instances: [...new Set([...((await services.listInstances?.()) ?? []), ...records.listInstances()])],
    ...(forwardTo !== undefined && { forwardTo: redactUrl(forwardTo) }),
    limits: records.limits,
  };
  return json(state);
}

export const stateRoutes: readonly Route[] = [{ method: 'GET', path: 'state', handle: readState }];
