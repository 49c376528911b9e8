import { eventRoutes } from './events.ts';
import { inboxRoutes } from './inbox.ts';
import { logRoutes } from './logs.ts';
import { mediaRoutes } from './media.ts';
import { replayRoutes } from './replay.ts';
import type { Route } from './route.ts';
import { stateRoutes } from './state.ts';

/** Every route of `api/`. */
export const routes: readonly Route[] = [
  ...stateRoutes,
  ...eventRoutes,
  ...mediaRoutes,
  ...replayRoutes,
  ...logRoutes,
  ...inboxRoutes,
];
