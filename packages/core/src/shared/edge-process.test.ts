import { afterEach, expect, it, vi } from 'vitest';
import { openDiagnosticsChannel } from './diagnostics-channel.ts';
import { emitWarning } from './emit-warning.ts';

afterEach(() => vi.unstubAllGlobals());

const unsupported = () => {
  throw new Error('A Node.js API is used which is not supported in the Edge Runtime.');
};

it.each([
  ['does not exist', undefined],
  ['has no such function', {}],
  ['has functions that throw', { getBuiltinModule: unsupported, emitWarning: unsupported }],
])('no diagnostics channel opens and no warning throws where `process` %s', (_name, process) => {
  vi.stubGlobal('process', process);
  expect(openDiagnosticsChannel('vzaps:outcome')).toBeUndefined();
  expect(() => emitWarning('INSTANCE_UNKNOWN', 'A warning.')).not.toThrow();
});
