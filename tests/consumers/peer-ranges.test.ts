/** The ranges of our peers: the lowest and the newest version of each major work. */
import { type RedisServer, startRedisServer } from 'redis-test-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PEER_PROGRAMS } from './peer-programs.ts';
import { createProjects, type ProjectGroup } from './project.ts';
import { readPublishedManifests } from './published.ts';

/** Installing and starting takes seconds on a quiet machine, and minutes on a busy one. */
const TIMEOUT = 400_000;

/** One case for each end of each major: `^10.0.0 || ^11.0.0` has four. */
const cases = readPublishedManifests().flatMap(({ name, peerDependencies }) => {
  const ranges = Object.entries(peerDependencies ?? {}).map(([peer, range]) => ({ peer, majors: range.split(' || ') }));
  const count = Math.max(0, ...ranges.map(({ majors }) => majors.length));
  return Array.from({ length: count }, (_, index) => index).flatMap((index) =>
    (['lowest', 'newest'] as const).map((end) => {
      const versions = ranges.map(({ peer, majors }) => {
        const major = majors[Math.min(index, majors.length - 1)] ?? '';
        return [peer, end === 'lowest' ? major.replace('^', '') : major] as const;
      });
      return { name, end, peers: versions.map(([peer, version]) => `${peer}@${version}`).join(', '), versions };
    }),
  );
});

let redis: RedisServer;
let groups: Record<'lowest' | 'newest', ProjectGroup<string>>;
beforeAll(async () => {
  // Beside a project with the lowest versions, pnpm would not choose newer ones.
  const [lowest, newest, server] = await Promise.all([install('lowest'), install('newest'), startRedisServer()]);
  groups = { lowest, newest };
  redis = server;
});
afterAll(async () => {
  for (const group of Object.values(groups ?? {})) group.remove();
  await redis?.close();
});

function install(end: 'lowest' | 'newest'): Promise<ProjectGroup<string>> {
  const own = cases.filter((each) => each.end === end);
  const options = own.map(({ peers, name, versions }) => {
    const { packages = () => [] } = PEER_PROGRAMS[name] ?? {};
    const ours = [...new Set(['@vzaps/core', '@vzaps/testing', name])];
    const named = versions.map(([peer, version]) => `${peer}@${version}`);
    return [
      `${name} with ${peers}`,
      { type: 'module', ours, packages: [...named, ...packages(Object.fromEntries(versions))] },
    ] as const;
  });
  return createProjects(`peers-${end}`, Object.fromEntries(options));
}

describe('a package with peers', () => {
  it('has a program in peer-programs.ts', () => {
    expect(new Set(cases.map(({ name }) => name))).toEqual(new Set(Object.keys(PEER_PROGRAMS)));
  });

  it.each(cases)('works: $name with $peers', { timeout: TIMEOUT }, async ({ name, peers, end, versions }) => {
    const { code } = PEER_PROGRAMS[name] ?? expect.unreachable(`${name} has no program.`);
    const project = groups[end].projects[`${name} with ${peers}`] ?? expect.unreachable();
    const installed = versions.map(([peer]) => {
      const { version }: { version: string } = JSON.parse(project.read(`node_modules/${peer}/package.json`));
      return [peer, version];
    });
    if (end === 'lowest') expect(installed).toEqual(versions);
    project.write('program.mjs', code);
    expect(await project.tryRun('node', 'program.mjs', redis.url)).toEqual({ code: 0, output: '200 handled\n' });
  });
});
