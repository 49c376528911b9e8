const { navigator } = globalThis as { navigator?: { userAgent?: string } };

/**
 * Whether one request may settle a promise that another request awaits.
 *
 * On workerd it may not. There a promise belongs to the request that created it. If another request settles the promise,
 * the code that awaits it hangs (seen with compatibility dates before `handle_cross_request_promise_resolution`). A
 * request may await a promise that another request both created and settles.
 */
export const CAN_WAKE_OTHER_REQUESTS = navigator?.userAgent !== 'Cloudflare-Workers';

/**
 * Whether the platform ends its connections itself when it stops a process. There a response does not set the header
 * `connection`, which HTTP/2 forbids.
 */
export const MANAGES_CONNECTIONS = /^(Cloudflare-Workers|Deno|Bun)/.test(navigator?.userAgent ?? '');
