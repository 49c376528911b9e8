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

/** Every route of the API, by resource. */
export const tables = {
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
