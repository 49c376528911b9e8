/** Each supported version of TypeScript reads the types of each package, with each way to resolve modules. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TYPED_PROGRAM } from './programs.ts';
import { createProject, type Project } from './project.ts';

/** TypeScript 7 has no moduleResolution node10. */
const BEFORE_7 = ['5.4.5', '5.6.3', '5.8.3', '5.9.3', '6.0.3'];
const VERSIONS = [...BEFORE_7, '7.0.2'];

interface Resolution {
  moduleResolution: string;
  module: string;
  extensions: string[];
  /** The versions that are tested with it. Default: all. */
  versions?: string[];
}

const RESOLUTIONS: Resolution[] = [
  { moduleResolution: 'node16', module: 'node16', extensions: ['mts', 'cts'] },
  {
    moduleResolution: 'nodenext',
    module: 'nodenext',
    extensions: ['mts', 'cts'],
    versions: ['5.9.3', '7.0.2'],
  },
  { moduleResolution: 'bundler', module: 'esnext', extensions: ['mts'] },
  { moduleResolution: 'node10', module: 'commonjs', extensions: ['ts'], versions: BEFORE_7 },
];

const cases = RESOLUTIONS.flatMap(({ moduleResolution, versions = VERSIONS }) =>
  versions.map((version) => ({ version, moduleResolution })),
);

let project: Project;

beforeAll(async () => {
  project = await createProject('typescript', {
    packages: [
      ...['express', 'hono', 'ioredis', '@types/express', '@types/node'],
      ...VERSIONS.map((version) => `typescript-${version}@npm:typescript@${version}`),
    ],
  });
  for (const { moduleResolution, extensions } of RESOLUTIONS) {
    for (const extension of extensions) project.write(`with-${moduleResolution}.${extension}`, TYPED_PROGRAM);
  }
});

afterAll(() => project?.remove());

const outputs = new Map<string, Promise<string>>();

/**
 * What a version of TypeScript writes about all of its cases. The cases share a process, which reads the declarations once:
 * each in its own would take twice the CPU time.
 */
function compile(version: string): Promise<string> {
  const known = outputs.get(version);
  if (known) return known;
  const own = RESOLUTIONS.filter(({ versions = VERSIONS }) => versions.includes(version));
  const configs = own.map(({ moduleResolution, module, extensions }) => {
    const config = `tsconfig.with-${moduleResolution}.${version}.json`;
    const compilerOptions = {
      strict: true,
      noEmit: true,
      target: 'es2022',
      types: ['node'],
      esModuleInterop: true,
      // Declarations of other packages may need a newer TypeScript. packages.test.ts checks ours.
      skipLibCheck: true,
      ...(version.startsWith('6') && { ignoreDeprecations: '6.0' }),
      module,
      moduleResolution,
    };
    const files = extensions.map((extension) => `with-${moduleResolution}.${extension}`);
    project.write(config, JSON.stringify({ compilerOptions, files }));
    return config;
  });
  const run = project.tryRun('node', `node_modules/typescript-${version}/bin/tsc`, '--build', '--verbose', ...configs);
  const output = run.then((result) => {
    if (result.code !== 0 && !result.output.includes('error TS')) throw new Error(result.output);
    return result.output;
  });
  outputs.set(version, output);
  return output;
}

describe('the types of the tarballs', () => {
  it.each(cases)(
    'compile with TypeScript $version and moduleResolution $moduleResolution, and none is any',
    async ({ version, moduleResolution }) => {
      const lines = (await compile(version)).split('\n');
      expect(lines).toContainEqual(expect.stringMatching(`Building project .*with-${moduleResolution}\\.`));
      const others = RESOLUTIONS.flatMap((other) =>
        other.moduleResolution === moduleResolution ? [] : [`with-${other.moduleResolution}.`],
      );
      // An error that names no file is an error of every case.
      const errors = lines.filter((line) => line.includes('error TS') && !others.some((name) => line.includes(name)));
      expect(errors).toEqual([]);
    },
  );
});
