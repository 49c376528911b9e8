import type { Readable } from 'node:stream';
import type { HttpServer, Type } from '@nestjs/common';
import { createUnverifiedBodies, type Outcome, responseOf } from '@vzaps/core/webhooks';
import { MergedBody } from './merged-body.ts';

// What `RouteConfig()` of @nestjs/platform-fastify writes. The key is written here, so that this package does not
// depend on it.
const ROUTE_CONFIG = '__fastify_route_config__';
/** The key in the configuration of our route. Its value is the controller. */
const CONTROLLER = 'vzapsController';

interface FastifyReply {
  readonly raw: { once(event: 'close', listener: () => void): unknown };
  code(status: number): FastifyReply;
  headers(headers: Record<string, string>): FastifyReply;
  send(body: string): unknown;
}
type PreParsing = (
  request: unknown,
  reply: FastifyReply,
  payload: Readable,
  done: (error: null, payload: Readable) => void,
) => void;
type RouteConfig = { [CONTROLLER]?: Type } | undefined;
interface FastifyRoute {
  handler: object;
  config?: RouteConfig;
  preParsing?: PreParsing | PreParsing[];
}
interface FastifyInstance {
  addHook(name: 'onRoute', hook: (route: FastifyRoute) => void): unknown;
}

const RETRY_AFTER_SECONDS = 2;

/** Marks the methods of the webhook's controller, so that `limitFastifyBodies()` recognises their routes. */
export function markFastifyRoutes(controller: Type, methods: readonly string[]): void {
  for (const method of methods) {
    const handler: object = controller.prototype[method];
    const config: object = Reflect.getMetadata(ROUTE_CONFIG, handler) ?? {};
    Reflect.defineMetadata(ROUTE_CONFIG, { ...config, [CONTROLLER]: controller }, handler);
  }
}

/**
 * Limits the memory of bodies on Fastify, which reads a body before the webhook sees the request. Small chunks are
 * merged, and all bodies of the webhook that are being read share 64 MiB. Other routes of the application are not
 * touched.
 *
 * @param notify Is called with the outcome of a delivery that the receiver never sees.
 */
export function limitFastifyBodies(
  adapter: HttpServer | undefined,
  controller: Type,
  notify: (outcome: Outcome) => void,
): void {
  if (adapter?.getType() !== 'fastify') return;
  const bodies = createUnverifiedBodies();
  const mergeChunks: PreParsing = (_request, reply, payload, done) => {
    const budget = bodies.start(() => {
      const outcome: Outcome = { kind: 'overloaded', retryAfter: RETRY_AFTER_SECONDS };
      const { status, headers, body } = responseOf(outcome);
      merged.discard();
      reply.code(status).headers(headers).send(body);
      notify(outcome);
    });
    const merged = new MergedBody(payload, budget);
    // Fastify does not read a body to its end if it refuses the body.
    reply.raw.once('close', budget.release);
    done(null, merged);
  };
  (adapter.getInstance() as FastifyInstance).addHook('onRoute', (route) => {
    // Nest 10 and 11 ignore the configuration of a route for all methods.
    const config: RouteConfig = route.config?.[CONTROLLER]
      ? route.config
      : Reflect.getMetadata(ROUTE_CONFIG, route.handler);
    if (config?.[CONTROLLER] === controller) route.preParsing = [route.preParsing ?? [], mergeChunks].flat();
  });
}
