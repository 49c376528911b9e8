import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';

const app = await NestFactory.create<NestExpressApplication>(AppModule, { logger: ['log', 'warn', 'error'] });
// A history sync is larger than the 100 kB that Nest accepts by default.
app.useBodyParser('json', { limit: '10mb' });
// Running handlers finish at SIGTERM. As process 1 of a container, Node needs `useProcessExit` to end.
app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
await app.listen(process.env.PORT ?? 3000);
