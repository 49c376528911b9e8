/** The ranges of our peers: the lowest and the newest version of each major work. */
import { type RedisServer, startRedisServer } from 'redis-test-server';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { PEER_PROGRAMS } from './peer-programs.ts';
import { createProject } from './project.ts';
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
      return { name, peers: versions.map(([peer, version]) => `${peer}@${version}`).join(', '), versions };
    }),
  );
});

let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedisServer();
});
afterAll(() => redis?.close());

describe('a package with peers', () => {
  it('has a program here', () => {
    expect(new Set(cases.map(({ name }) => name))).toEqual(new Set(Object.keys(PEER_PROGRAMS)));
  });

  it.each(cases)('works: $name with $peers', { timeout: TIMEOUT }, async ({ name, versions }) => {
    const { packages, code } = PEER_PROGRAMS[name] ?? expect.unreachable(`${name} has no program.`);
    const project = await createProject('peers', {
      type: 'module',
      ours: [...new Set(['@vzaps/core', '@vzaps/testing', name])],
      packages: [...versions.map(([peer, version]) => `${peer}@${version}`), ...packages(Object.fromEntries(versions))],
    });
    onTestFinished(() => project.remove());
    project.write('program.mjs', code);
    expect(await project.tryRun('node', 'program.mjs', redis.url)).toEqual({ code: 0, output: '200 handled\n' });
  });
});
