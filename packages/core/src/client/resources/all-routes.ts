import { chats } from './chats.ts';
import { chatwoot } from './chatwoot.ts';
import { contacts } from './contacts.ts';
import { groups } from './groups.ts';
import { instances } from './instances.ts';
import { messages } from './messages.ts';
import { queues } from './queues.ts';
import { sessions } from './sessions.ts';
import { typebots } from './typebots.ts';
import { users } from './users.ts';
import { webhooks } from './webhooks.ts';

/** Written out by name, so that the declarations keep the docstring of each route. */
export interface AllRoutes {
  readonly chats: typeof chats;
  readonly chatwoot: typeof chatwoot;
  readonly contacts: typeof contacts;
  readonly groups: typeof groups;
  readonly instances: typeof instances;
  readonly messages: typeof messages;
  readonly queues: typeof queues;
  readonly sessions: typeof sessions;
  readonly typebots: typeof typebots;
  readonly users: typeof users;
  readonly webhooks: typeof webhooks;
}

/** Every route of the API, by resource. */
export const allRoutes: AllRoutes = {
  chats,
  chatwoot,
  contacts,
  groups,
  instances,
  messages,
  queues,
  sessions,
  typebots,
  users,
  webhooks,
};
