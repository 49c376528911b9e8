const { navigator } = globalThis as { navigator?: { userAgent?: string } };

/**
 * Whether one request may settle a promise that another request awaits.
 *
 * On workerd it may not. There a promise belongs to the request that created it. If another request settles the promise,
 * the code that awaits it hangs (seen with compatibility dates before `handle_cross_request_promise_resolution`). A
 * request may await a promise that another request both created and settles.
 */
export const CAN_WAKE_OTHER_REQUESTS = navigator?.userAgent !== 'Cloudflare-Workers';
