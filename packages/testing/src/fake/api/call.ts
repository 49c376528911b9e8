import type { HttpBindings } from '@hono/node-server';
import type { Context, Handler } from 'hono';
import type { FakeState } from '../state/fake-state.ts';
import type { Instance } from '../state/instance.ts';
import { errorReply, type Reply } from './reply.ts';

export type Env = { Bindings: HttpBindings; Variables: { body: unknown } };

/** A call of the account's owner. Its token has been checked. */
export interface OwnerCall {
  readonly state: FakeState;
  /** The JSON object in the request, or an empty object. */
  readonly body: Readonly<Record<string, unknown>>;
  param(name: string): string;
  query(name: string): string | undefined;
}

/** A call for one instance. Its tokens have been checked. */
export interface InstanceCall extends OwnerCall {
  readonly instance: Instance;
}

type Handle<C> = (call: C) => Reply | Promise<Reply>;

/** A route that requires the owner's token (doc). */
export function ownerRoute(state: FakeState, handle: Handle<OwnerCall>): Handler<Env> {
  return async (c) => {
    if (!isOwner(state, c)) return respond(c, errorReply(401, 'Unauthorized'));
    return respond(c, await handle(callOf(state, c)));
  };
}

/** A route that requires the owner's token, or an instance token together with the client token (doc). */
export function instanceRoute(
  state: FakeState,
  handle: Handle<InstanceCall>,
  idOf: (call: OwnerCall) => string = ({ param }) => param('id'),
): Handler<Env> {
  return async (c) => {
    const call = callOf(state, c);
    const id = idOf(call);
    const error = authorizationError(state, c, id);
    if (error) return respond(c, error);
    const instance = state.instances.get(id);
    return respond(c, instance ? await handle({ ...call, instance }) : errorReply(404, 'Instance not found'));
  };
}

/** A route for one instance that requires the owner's token. An instance token is not enough (doc). */
export function ownedInstanceRoute(state: FakeState, handle: Handle<InstanceCall>): Handler<Env> {
  return async (c, next) => {
    if (!isOwner(state, c)) return respond(c, errorReply(401, 'Unauthorized'));
    return instanceRoute(state, handle)(c, next);
  };
}

function authorizationError(state: FakeState, c: Context<Env>, id: string): Reply | undefined {
  const instance = state.instances.get(id);
  const instanceToken = c.req.header('x-instance-token');
  const hasTokenPair = instanceToken !== undefined && c.req.header('x-client-token') === state.clientToken;
  if (!isOwner(state, c)) {
    if (!hasTokenPair) return errorReply(401, 'Unauthorized');
    if (instanceToken !== instance?.token) return errorReply(403, 'Forbidden');
  }
  return instance?.foreign ? errorReply(403, 'Forbidden') : undefined;
}

function isOwner(state: FakeState, c: Context<Env>): boolean {
  // The name of the scheme is case-insensitive (RFC 9110).
  const token = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  return token !== undefined && (state.ownerTokens.get(token) ?? 0) > Date.now();
}

function callOf(state: FakeState, c: Context<Env>): OwnerCall {
  const body = c.get('body');
  return {
    state,
    body: typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {},
    param: (name) => c.req.param(name) ?? '',
    query: (name) => c.req.query(name),
  };
}

export function respond(c: Context<Env>, { status, body }: Reply): Response {
  if (body === undefined) return c.body(null, status as 204);
  return c.json(body, status as 200);
}
