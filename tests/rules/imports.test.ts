import { cruise, type IForbiddenRuleType, type IRegularForbiddenRuleType } from 'dependency-cruiser';
import { beforeAll, describe, expect, it } from 'vitest';
import { adapters, root } from './workspace.ts';

const TEST = '[.](test|test-d|fixture)[.]ts$|/(test|spec|scripts|bench|recipes)/';

/** Files of core that package.json chooses by condition (`#crypto`, `#transport`, …). Only these may need Node. */
const CONDITIONAL = '/(crypto|transport|http|media/request|websocket)/';

type Target = IRegularForbiddenRuleType['to'];

function forbid(name: string, from: string, to: Target, fromNot = TEST): IForbiddenRuleType {
  return { name, severity: 'error', from: { path: from, pathNot: fromNot }, to };
}

const UNDICI = 'node_modules/[.]pnpm/undici@';

const ADAPTERS = adapters.join('|');
const value = { dependencyTypesNot: ['type-only' as const] };
const rules: IForbiddenRuleType[] = [
  { name: 'no import cycle', severity: 'error', from: {}, to: { circular: true } },
  forbid('core imports no other package', '^packages/core/', { path: '^packages/(?!core/)' }),
  forbid(
    'adapters, inspector, redis and testing import core only',
    `^packages/(${ADAPTERS}|inspector|redis|testing)/`,
    {
      path: '^packages/(?!core/)',
      pathNot: '^packages/$1/',
    },
  ),
  forbid('cli imports inspector, redis, testing and core', '^packages/cli/', {
    path: '^packages/(?!(cli|inspector|redis|testing|core)/)',
  }),
  forbid('packages import no application and no test suite', '^packages/', { path: '^(apps|tests)/' }),
  forbid('programs import no test file', '^(packages|apps)/', { path: TEST }),

  forbid('core/shared imports no other folder of core', '^packages/core/src/shared/', {
    path: '^packages/core/src/(events|webhooks|client|realtime)/',
  }),
  forbid('core/events imports only shared and #crypto', '^packages/core/src/events/', {
    path: '^packages/core/src/(webhooks(?!/crypto/)|client|realtime)/',
  }),
  forbid('core/webhooks imports nothing of core/client but types', '^packages/core/src/webhooks/', {
    path: '^packages/core/src/(client|realtime)/',
    ...value,
  }),
  forbid('core/client imports nothing of core/webhooks but types', '^packages/core/src/client/', {
    path: '^packages/core/src/(webhooks|realtime)/',
    ...value,
  }),
  forbid(
    'only core/otel and its tests import OpenTelemetry',
    '^packages/',
    { path: 'opentelemetry' },
    '^packages/core/src/otel/|^packages/[a-z]+/(spec|src)/.*[.]test[.]ts$',
  ),
  forbid('core imports core/otel nowhere', '^packages/core/src/(?!otel/)', { path: '^packages/core/src/otel/' }),
  forbid(
    'core needs Node only in files that are chosen by condition',
    '^packages/core/src/',
    {
      dependencyTypes: ['core'],
    },
    `${TEST}|${CONDITIONAL}`,
  ),
  forbid('receiving does not import undici', `^packages/(core/src/(events|shared|webhooks)|(${ADAPTERS})/src)/`, {
    path: UNDICI,
  }),
  forbid('core loads undici only when a call needs it', '^packages/', {
    path: UNDICI,
    dynamic: false,
    dependencyTypesNot: ['type-only', 'type-import'],
  }),
];

describe('the imports of the workspace', () => {
  let violations: { rule: string; path: string }[];

  beforeAll(async () => {
    const { output } = await cruise(
      ['packages', 'apps', 'tests'],
      {
        baseDir: root,
        validate: true,
        ruleSet: { forbidden: rules },
        exclude: { path: '(^|/)(dist|node_modules)/(?!([.]pnpm/)?(undici@|undici/|@opentelemetry))|^tests/nest1' },
        doNotFollow: { path: 'node_modules' },
        // Modules that nothing imports, and metrics, need no analysis.
        skipAnalysisNotInRules: true,
        // Type-only imports are checked, too.
        tsPreCompilationDeps: true,
      },
      { exportsFields: ['exports'], conditionNames: ['node', 'import', 'default'], extensions: ['.ts', '.js'] },
    );
    if (typeof output === 'string') throw new Error(output);
    if (output.summary.totalCruised < 300) throw new Error(`Only ${output.summary.totalCruised} files were read`);
    violations = output.summary.violations.map(({ rule, from, to, cycle, via }) => ({
      rule: rule.name,
      path: [from, ...(cycle ?? via ?? [{ name: to }]).map(({ name }) => name)].join(' → '),
    }));
  });

  it.each(rules.map(({ name = '' }) => name))('keep the rule: %s', (name) => {
    expect(violations.filter(({ rule }) => rule === name).map(({ path }) => path)).toEqual([]);
  });
});
