import type { Hono } from 'hono';
import type { World } from '../../state/fake-state.ts';
import { type Env, scoped } from '../call.ts';
import { enveloped, refuse } from '../reply.ts';

/** The queues, which hold what a test puts there, since the fake sends at once. Their shapes are ours. */
export function queueRoutes(app: Hono<Env>, world: World): void {
  for (const name of ['messages', 'operations'] as const) {
    const queue = `/instances/:id/queue/${name}`;
    app.get(
      queue,
      scoped(world, ({ instance }) => enveloped([...instance.queues[name].values()])),
    );
    app.delete(
      queue,
      scoped(world, ({ instance }) => {
        instance.queues[name].clear();
        return enveloped({ details: 'Queue purged' });
      }),
    );
    app.delete(
      `${queue}/:messageId`,
      scoped(world, ({ instance, param }) =>
        instance.queues[name].delete(param('messageId'))
          ? enveloped({ details: 'Removed' })
          : refuse(404, 'Not in the queue'),
      ),
    );
  }
}
