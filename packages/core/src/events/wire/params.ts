import { isTooDeep } from './inspect.ts';
import { isRecord } from './is-record.ts';

/** Parses JSON text inside a payload that holds an object, such as `params_json`. `undefined` for any other text. */
export function parseParams(json: string | null | undefined): Record<string, unknown> | undefined {
  if (!json) return undefined;
  try {
    const params: unknown = JSON.parse(json);
    return isRecord(params) && !isTooDeep(params) ? params : undefined;
  } catch {
    return undefined;
  }
}
