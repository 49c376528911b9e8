import type { HttpBindings } from '@hono/node-server';
import type { Context, Handler } from 'hono';
import type { World } from '../state/fake-state.ts';
import type { Instance } from '../state/instance.ts';
import { type Reply, refuse } from './reply.ts';

export type Env = { Bindings: HttpBindings; Variables: { body: unknown } };

/** A request to the owner's account, checked. */
export interface AccountCall {
  readonly world: World;
  /** The JSON object that came, or an empty one. */
  readonly body: Readonly<Record<string, unknown>>;
  param(name: string): string;
  query(name: string): string | undefined;
}

/** A request to one instance, checked. */
export interface InstanceCall extends AccountCall {
  readonly instance: Instance;
}

/** A route that the owner's token alone opens (doc). */
export function account(world: World, handle: (call: AccountCall) => Reply | Promise<Reply>): Handler<Env> {
  return async (c) => {
    if (!isOwner(world, c)) return answer(c, refuse(401, 'Unauthorized'));
    return answer(c, await handle(callOf(world, c)));
  };
}

/** A route that the owner's token opens, or an instance's token together with the client token (doc). */
export function scoped(
  world: World,
  handle: (call: InstanceCall) => Reply | Promise<Reply>,
  idOf: (call: AccountCall) => string = ({ param }) => param('id'),
): Handler<Env> {
  return async (c) => {
    const call = callOf(world, c);
    const id = idOf(call);
    const refused = check(world, c, id);
    if (refused) return answer(c, refused);
    const instance = world.instances.get(id);
    return answer(c, instance ? await handle({ ...call, instance }) : refuse(404, 'Instance not found'));
  };
}

/** As `scoped`, where the instance token is no substitute. */
export function owned(world: World, handle: (call: InstanceCall) => Reply | Promise<Reply>): Handler<Env> {
  return async (c, next) => {
    if (!isOwner(world, c)) return answer(c, refuse(401, 'Unauthorized'));
    return scoped(world, handle)(c, next);
  };
}

function check(world: World, c: Context<Env>, id: string): Reply | undefined {
  const instance = world.instances.get(id);
  const given = c.req.header('x-instance-token');
  const paired = given !== undefined && c.req.header('x-client-token') === world.clientToken;
  if (!isOwner(world, c) && !paired) return refuse(401, 'Unauthorized');
  if (!isOwner(world, c) && given !== instance?.token) return refuse(403, 'Forbidden');
  return instance?.foreign ? refuse(403, 'Forbidden') : undefined;
}

function isOwner(world: World, c: Context<Env>): boolean {
  const token = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1];
  return token !== undefined && (world.ownerTokens.get(token) ?? 0) > Date.now();
}

function callOf(world: World, c: Context<Env>): AccountCall {
  const body = c.get('body');
  return {
    world,
    body: typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {},
    param: (name) => c.req.param(name) ?? '',
    query: (name) => c.req.query(name),
  };
}

export function answer(c: Context<Env>, { status, body }: Reply): Response {
  if (body === undefined) return c.body(null, status as 204);
  return c.json(body, status as 200);
}
