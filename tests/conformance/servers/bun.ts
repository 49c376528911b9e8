import { fetch } from './mounts.ts';

declare const Bun: { serve(options: object): { port: number } };

const { port } = Bun.serve({ hostname: '127.0.0.1', port: 0, fetch });
process.stdout.write(`{"port":${port}}\n`);
