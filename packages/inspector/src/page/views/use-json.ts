import { useEffect, useState } from 'preact/hooks';
import { describeError, getJson, RequestError } from '../state/server.ts';

interface Loaded<T> {
  value?: T;
  error?: string;
  /** The status of the server's answer, if it was an error. */
  status?: number;
}

/** Loads a path below api/. A new path or version loads again; until then the old value of the same path stays. */
export function useJson<T>(path: string | undefined, version: unknown = 0): Loaded<T> {
  const [loaded, setLoaded] = useState<Loaded<T> & { path?: string }>({});
  useEffect(() => {
    if (path === undefined) return;
    const controller = new AbortController();
    getJson<T>(path, controller.signal).then(
      (value) => setLoaded({ path, value }),
      (error) => {
        if (controller.signal.aborted) return;
        const status = error instanceof RequestError ? { status: error.status } : {};
        setLoaded({ path, error: describeError(error), ...status });
      },
    );
    return () => controller.abort();
  }, [path, version]);
  return loaded.path === path ? loaded : {};
}
