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
  files: string[];
  /** The versions that are tested with it. Default: all. */
  versions?: string[];
}

const RESOLUTIONS: Resolution[] = [
  { moduleResolution: 'node16', module: 'node16', files: ['program.mts', 'program.cts'] },
  {
    moduleResolution: 'nodenext',
    module: 'nodenext',
    files: ['program.mts', 'program.cts'],
    versions: ['5.9.3', '7.0.2'],
  },
  { moduleResolution: 'bundler', module: 'esnext', files: ['program.mts'] },
  { moduleResolution: 'node10', module: 'commonjs', files: ['program.ts'], versions: BEFORE_7 },
];

const cases = RESOLUTIONS.flatMap(({ versions = VERSIONS, ...resolution }) =>
  versions.map((version) => ({ version, ...resolution })),
);

let project: Project;

beforeAll(async () => {
  project = await createProject('typescript', {
    packages: [
      ...['express', 'hono', 'ioredis', '@types/express', '@types/node'],
      ...VERSIONS.map((version) => `typescript-${version}@npm:typescript@${version}`),
    ],
  });
  for (const extension of ['mts', 'cts', 'ts']) project.write(`program.${extension}`, TYPED_PROGRAM);
});

afterAll(() => project?.remove());

describe('the types of the tarballs', () => {
  it.each(cases)(
    'compile with TypeScript $version and moduleResolution $moduleResolution, and none is any',
    async ({ version, module, moduleResolution, files }) => {
      const options = {
        strict: true,
        noEmit: true,
        target: 'es2022',
        types: ['node'],
        esModuleInterop: true,
        // Declarations of other packages may need a newer TypeScript. packages.test.ts checks ours.
        skipLibCheck: true,
        ...(version.startsWith('6') && { ignoreDeprecations: '6.0' }),
      };
      const compiler = `node_modules/typescript-${version}/bin/tsc`;
      expect(await project.typeCheck(files, { ...options, module, moduleResolution }, compiler)).toBe('');
    },
  );
});
