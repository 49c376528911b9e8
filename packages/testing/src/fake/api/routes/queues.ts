import type { Hono } from 'hono';
import type { FakeState } from '../../state/fake-state.ts';
import { type Env, instanceRoute } from '../call.ts';
import { envelopedReply, errorReply } from '../reply.ts';

/** The queues. They contain only what a test adds, because the fake sends at once. The shapes are ours. */
export function queueRoutes(app: Hono<Env>, state: FakeState): void {
  for (const name of ['messages', 'operations'] as const) {
    const queue = `/instances/:id/queue/${name}`;
    app.get(
      queue,
      instanceRoute(state, ({ instance }) => envelopedReply([...instance.queues[name].values()])),
    );
    app.delete(
      queue,
      instanceRoute(state, ({ instance }) => {
        instance.queues[name].clear();
        return envelopedReply({ details: 'Queue purged' });
      }),
    );
    app.delete(
      `${queue}/:messageId`,
      instanceRoute(state, ({ instance, param }) =>
        instance.queues[name].delete(param('messageId'))
          ? envelopedReply({ details: 'Removed' })
          : errorReply(404, 'Not in the queue'),
      ),
    );
  }
}
