import { runRealtime } from './run-realtime.ts';

/** A worker that runs the program in the request whose body has the settings. */
export default {
  async fetch(request: Request): Promise<Response> {
    return Response.json(await runRealtime((await request.json()) as never));
  },
};
