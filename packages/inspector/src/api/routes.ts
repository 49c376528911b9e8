import { eventRoutes } from './events.ts';
import type { Route } from './route.ts';
import { stateRoutes } from './state.ts';

/** Every route of `api/`. */
export const routes: readonly Route[] = [...stateRoutes, ...eventRoutes];
