/** The ranges of our dependencies: the lowest and the newest versions work. */
import { afterAll, describe, expect, it } from 'vitest';
import { DELIVERED, deliveryProgram } from './programs.ts';
import { createProject, type Project } from './project.ts';
import { readPublishedManifests } from './published.ts';

/** The ranges that the tarballs ask for, without our own packages. */
const ranges = Object.fromEntries(
  readPublishedManifests()
    .flatMap(({ dependencies = {} }) => Object.entries(dependencies))
    .filter(([name]) => !name.startsWith('@vzaps/')),
);
const lowest = Object.fromEntries(Object.entries(ranges).map(([name, range]) => [name, range.replace('^', '')]));

const projects: Project[] = [];
afterAll(() => {
  for (const project of projects) project.remove();
});

describe('the dependencies of the tarballs', () => {
  it('are caret ranges', () => {
    expect(Object.keys(ranges)).toContain('undici');
    expect(Object.values(ranges).filter((range) => !range.startsWith('^'))).toEqual([]);
  });

  it.each([
    ['lowest', lowest],
    ['newest', {}],
  ])('work in their %s versions', async (name, overrides) => {
    const project = await createProject(`dependencies-${name}`, {
      packages: ['express', 'ioredis'],
      overrides,
    });
    projects.push(project);
    project.write('program.mjs', `${deliveryProgram('esm')}\nimport '@vzaps/hono';\nimport '@vzaps/redis';`);
    expect(project.run('node', 'program.mjs')).toBe(DELIVERED);
  });
});
