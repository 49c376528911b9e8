/** What a route of the fake answers. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
}

/** `{ code, success, data }`, as most routes answer (doc). */
export const enveloped = (data: unknown): Reply => ({ status: 200, body: { code: 200, success: true, data } });

/** An object without envelope, as instances, billing, TypeBot, Chatwoot and chats answer (doc). */
export const bare = (body: unknown): Reply => ({ status: 200, body });

/** VZaps documents no error body. `message` is what its SDKs read; the rest is ours. */
export const refuse = (status: number, message: string): Reply => ({
  status,
  body: { code: status, success: false, message },
});
