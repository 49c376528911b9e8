import { lookUp } from './lookup.ts';
import { fetch } from './mounts.ts';

declare const Deno: { serve(options: object, handler: typeof fetch): unknown };

const answer = (request: Request) => (request.url.endsWith('/.lookup') ? lookUp(request) : fetch(request));
const onListen = ({ port }: { port: number }) => process.stdout.write(`{"port":${port}}\n`);
Deno.serve({ hostname: '127.0.0.1', port: 0, onListen }, answer);
