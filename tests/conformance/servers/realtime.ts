/** The program for Bun and Deno. */
import { runRealtime } from './run-realtime.ts';

const result = await runRealtime(JSON.parse(process.argv.at(-1) ?? '{}'));
process.stdout.write(`${JSON.stringify(result)}\n`);
