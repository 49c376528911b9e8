/** Each supported major of Node runs a program from the tarballs. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DELIVERED, deliveryProgram } from './programs.ts';
import { createProject, type Project } from './project.ts';

const VERSIONS = ['20.19.6', '22.23.3', '24.21.0'];

/** What the package `node` installs by starting npm. */
const PACKAGE = `node-${process.platform}-${process.arch}`;

let project: Project;

beforeAll(async () => {
  project = await createProject('node-versions', {
    packages: ['express', ...VERSIONS.map((version) => `node-${version}@npm:${PACKAGE}@${version}`)],
  });
  project.write('esm.mjs', deliveryProgram('esm'));
  project.write('cjs.cjs', deliveryProgram('cjs'));
});

afterAll(() => project?.remove());

describe.each(VERSIONS)('Node %s', (version) => {
  it.each(['esm.mjs', 'cjs.cjs'])('runs the program %s from the tarballs', (file) => {
    const node = `node_modules/node-${version}/bin/node`;
    expect(project.run(node, '--version').trim()).toBe(`v${version}`);
    expect(project.run(node, file)).toBe(DELIVERED);
  });
});
