import type { Hono } from 'hono';
import type { World } from '../../state/fake-state.ts';
import { type Env, scoped } from '../call.ts';
import { enveloped, refuse } from '../reply.ts';
import { PIXEL } from '../rows/pixel.ts';

/** `POST …/chat/download{image,video,audio,document}` (doc): the type that was asked for, and a data URL. */
export function downloadRoutes(app: Hono<Env>, world: World): void {
  for (const kind of ['image', 'video', 'audio', 'document']) {
    app.post(
      `/instances/:id/chat/download${kind}`,
      scoped(world, ({ body }) => {
        const missing = ['url', 'media_key', 'mimetype'].find((name) => !body[name]);
        if (missing) return refuse(400, `${missing} is required`);
        return enveloped({ mimetype: body.mimetype, data: `data:${body.mimetype};base64,${PIXEL}` });
      }),
    );
  }
}
