export type Adapter = 'Express 4' | 'Express 5' | 'Hono on node-server' | 'Nest 12 on Express' | 'Nest 12 on Fastify';
