/** Applications of Nest 10, 11 and 12 from the tarballs, built with tsc, SWC and esbuild, in CommonJS and ESM. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProjects, type Project, type ProjectGroup } from './project.ts';

const NESTS = join(import.meta.dirname, '..');

let group: ProjectGroup<'nest10' | 'nest11' | 'nest12'>;

beforeAll(async () => {
  group = await createProjects('nest', {
    nest10: optionsOf('nest10', 'commonjs', 'typescript'),
    nest11: optionsOf('nest11', 'commonjs', '@swc/core', 'esbuild'),
    nest12: optionsOf('nest12', 'module', 'typescript'),
  });
  for (const project of Object.values(group.projects)) project.write('app.ts', PROGRAM);
});

afterAll(() => group?.remove());

/** An application with the version of Nest that `tests/<nest>` names. */
function optionsOf(nest: string, type: 'commonjs' | 'module', ...tools: string[]) {
  const { devDependencies }: { devDependencies: Record<string, string> } = JSON.parse(
    readFileSync(join(NESTS, nest, 'package.json'), 'utf8'),
  );
  const frameworks = ['@nestjs/common', '@nestjs/core', '@nestjs/platform-express'].map((name) =>
    devDependencies[name] === 'catalog:' ? name : `${name}@${devDependencies[name]}`,
  );
  return {
    type,
    ours: ['@vzaps/core', '@vzaps/nestjs', '@vzaps/testing'],
    packages: [...frameworks, 'reflect-metadata', 'rxjs', '@types/node', ...tools],
  };
}

/** A program that starts the application, passes a signed delivery through a guard, and needs no emitted metadata. */
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

function typeCheck(project: Project, options: object): Promise<string> {
  return project.typeCheck(['app.ts'], {
    target: 'es2022',
    module: 'node16',
    strict: true,
    skipLibCheck: true,
    esModuleInterop: true,
    experimentalDecorators: true,
    types: ['node'],
    outDir: 'out',
    ...options,
  });
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

describe('an application that installs the tarballs', () => {
  it.each([true, false])(
    'runs on Nest 10, built by tsc to CommonJS, with emitDecoratorMetadata: %s',
    async (metadata) => {
      // One of the two runs checks our declarations as well. They were made with a later Nest.
      expect(await typeCheck(group.projects.nest10, { emitDecoratorMetadata: metadata, skipLibCheck: metadata })).toBe(
        '',
      );
      expect(group.projects.nest10.run('node', 'out/app.js')).toBe(EXPECTED);
    },
  );

  it.each(['true', 'false'])('runs on Nest 11, built by SWC to CommonJS, with decoratorMetadata: %s', (metadata) => {
    group.projects.nest11.run('node', '-e', SWC, metadata);
    expect(group.projects.nest11.run('node', 'swc.cjs')).toBe(EXPECTED);
  });

  it('runs on Nest 11, built by esbuild to CommonJS, which emits no metadata', () => {
    group.projects.nest11.run('node', '-e', ESBUILD);
    expect(group.projects.nest11.run('node', 'esbuild.cjs')).toBe(EXPECTED);
  });

  it('runs on Nest 12, built by tsc to ESM', async () => {
    expect(await typeCheck(group.projects.nest12, { emitDecoratorMetadata: true })).toBe('');
    expect(group.projects.nest12.run('node', 'out/app.js')).toBe(EXPECTED);
  });
});
