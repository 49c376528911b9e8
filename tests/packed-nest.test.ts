/** The tarballs in an application of each Nest major, as its users build it: tsc, SWC or esbuild, CommonJS or ESM. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'vzaps-packed-nest-'));
const catalog = readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8');
const TOOLS: Record<string, string> = { '@swc/core': '1.16.22', esbuild: '0.28.2' };

const run = async (cwd: string, file: string, ...args: string[]): Promise<string> => {
  const { stdout } = await promisify(execFile)(file, args, { cwd });
  return stdout;
};
const versionOf = (name: string): string =>
  TOOLS[name] ?? new RegExp(`^  '?${name}'?: (.+)$`, 'm').exec(catalog)?.[1] ?? '';

/** A folder with the Nest of `tests/nest…`, the tarballs and these tools. */
async function install(nest: string, type: 'commonjs' | 'module', ...tools: string[]): Promise<void> {
  const { devDependencies }: { devDependencies: Record<string, string> } = JSON.parse(
    readFileSync(join(root, 'tests', nest, 'package.json'), 'utf8'),
  );
  const used = Object.entries(devDependencies).filter(([name]) =>
    /^@nestjs\/(common|core|platform-express)$/.test(name),
  );
  const dependencies = Object.fromEntries([
    ...readdirSync(folder)
      .filter((file) => file.endsWith('.tgz'))
      .map((tarball) => [`@vzaps/${/^vzaps-(\w+)-/.exec(tarball)?.[1]}`, `file:../${tarball}`]),
    ...used,
    ...['reflect-metadata', 'rxjs', '@types/node', ...tools].map((name) => [name, versionOf(name)]),
  ]);
  const home = join(folder, nest);
  mkdirSync(home);
  writeFileSync(join(home, 'package.json'), JSON.stringify({ private: true, type, dependencies }));
  writeFileSync(join(home, 'app.ts'), PROGRAM);
  await run(home, 'npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error');
}

beforeAll(async () => {
  const pack = (name: string) => run(join(root, 'packages', name), 'pnpm', 'pack', '--pack-destination', folder);
  await Promise.all(['core', 'nestjs', 'testing'].map(pack));
  await Promise.all([
    install('nest10', 'commonjs', 'typescript'),
    install('nest11', 'commonjs', '@swc/core', 'esbuild'),
    install('nest12', 'module', 'typescript'),
  ]);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Boots, takes a signed delivery through a guard, and injects without any emitted metadata. */
const PROGRAM = `
import 'reflect-metadata';
import { type CanActivate, Injectable, Module, UseGuards } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  createUrlSigner,
  type EventContext,
  type EventOf,
  InjectVZaps,
  OnVZapsEvent,
  VZapsClient,
  VZapsModule,
  VZapsPayload,
} from '@vzaps/nestjs';
import { deliver, samplePayload } from '@vzaps/testing';

const signer = createUrlSigner({ secret: 'x'.repeat(32) });
const client = new VZapsClient({ clientToken: 'a', clientSecret: 'b' });

@Injectable()
class Guard implements CanActivate {
  canActivate(): boolean {
    console.log('guarded');
    return true;
  }
}

@Injectable()
class Handlers {
  constructor(@InjectVZaps() private readonly vzaps: VZapsClient) {}

  @OnVZapsEvent('Message')
  @UseGuards(Guard)
  handle(@VZapsPayload() event: EventOf<'Message'>, ctx: EventContext<VZapsClient, 'Message'>): void {
    console.log(event.text, ctx.instanceId, ctx.client === this.vzaps);
  }
}

@Module({ imports: [VZapsModule.forRoot({ verify: signer.verify, client, isGlobal: true })], providers: [Handlers] })
class AppModule {}

async function main(): Promise<void> {
  const app = await NestFactory.create(AppModule, { logger: ['error'], rawBody: true });
  await app.listen(0, '127.0.0.1');
  const url = signer.sign(\`\${await app.getUrl()}/webhooks/vzaps\`, { instanceId: 'VZ1' });
  const { status, outcome } = await deliver(url, samplePayload('Message', { text: 'hello' }));
  console.log(status, outcome);
  await app.close();
}
main();
`;
const EXPECTED = 'guarded\nhello VZ1 true\n200 handled\n';

/** Compiles, and says what is wrong. */
function tsc(nest: string, options: object): Promise<string> {
  const compilerOptions = {
    target: 'es2022',
    module: 'node16',
    strict: true,
    skipLibCheck: true,
    esModuleInterop: true,
    experimentalDecorators: true,
    types: ['node'],
    outDir: 'out',
    ...options,
  };
  writeFileSync(join(folder, nest, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['app.ts'] }));
  return run(join(folder, nest), 'npx', 'tsc').catch((error: { stdout: string }) => error.stdout);
}

const SWC = `
const { code } = require('@swc/core').transformFileSync('app.ts', {
  swcrc: false,
  module: { type: 'commonjs' },
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: process.argv[1] === 'true' },
  },
});
require('node:fs').writeFileSync('swc.cjs', code);
`;
const ESBUILD = `
require('esbuild').buildSync({
  entryPoints: ['app.ts'],
  outfile: 'esbuild.cjs',
  format: 'cjs',
  platform: 'node',
  tsconfigRaw: { compilerOptions: { experimentalDecorators: true } },
});
`;

describe('the packed tarballs', () => {
  it.each([true, false])('work in Nest 10, in CommonJS by tsc, with emitDecoratorMetadata: %s', async (metadata) => {
    // Once with our declarations checked, too: they were made with a later Nest.
    expect(await tsc('nest10', { emitDecoratorMetadata: metadata, skipLibCheck: metadata })).toBe('');
    expect(await run(join(folder, 'nest10'), 'node', 'out/app.js')).toBe(EXPECTED);
  });

  it.each(['true', 'false'])('work in Nest 11, in CommonJS by SWC, with decoratorMetadata: %s', async (metadata) => {
    await run(join(folder, 'nest11'), 'node', '-e', SWC, metadata);
    expect(await run(join(folder, 'nest11'), 'node', 'swc.cjs')).toBe(EXPECTED);
  });

  it('work in Nest 11, in CommonJS by esbuild, which emits no metadata', async () => {
    await run(join(folder, 'nest11'), 'node', '-e', ESBUILD);
    expect(await run(join(folder, 'nest11'), 'node', 'esbuild.cjs')).toBe(EXPECTED);
  });

  it('work in Nest 12, in ESM by tsc', async () => {
    expect(await tsc('nest12', { emitDecoratorMetadata: true })).toBe('');
    expect(await run(join(folder, 'nest12'), 'node', 'out/app.js')).toBe(EXPECTED);
  });
});
