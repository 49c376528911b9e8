import type { Hono } from 'hono';
import type { FakeState } from '../../state/fake-state.ts';
import { type Env, instanceRoute } from '../call.ts';
import { envelopedReply, errorReply } from '../reply.ts';
import { PIXEL } from '../rows/pixel.ts';

/** `POST …/chat/download{image,video,audio,document}` replies with the requested type and a data URL (doc). */
export function downloadRoutes(app: Hono<Env>, state: FakeState): void {
  for (const kind of ['image', 'video', 'audio', 'document']) {
    app.post(
      `/instances/:id/chat/download${kind}`,
      instanceRoute(state, ({ body }) => {
        const missing = ['url', 'media_key', 'mimetype'].find((name) => !body[name]);
        if (missing) return errorReply(400, `${missing} is required`);
        return envelopedReply({ mimetype: body.mimetype, data: `data:${body.mimetype};base64,${PIXEL}` });
      }),
    );
  }
}
