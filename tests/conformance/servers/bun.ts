import { lookUp } from './lookup.ts';
import { fetch } from './mounts.ts';

declare const Bun: { serve(options: object): { port: number } };

const answer = (request: Request) => (request.url.endsWith('/.lookup') ? lookUp(request) : fetch(request));
const { port } = Bun.serve({ hostname: '127.0.0.1', port: 0, fetch: answer });
process.stdout.write(`{"port":${port}}\n`);
