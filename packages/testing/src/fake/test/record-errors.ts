/**
 * Wraps an object so that `onError` is called with every error that its methods throw or reject with. The objects that
 * its methods return are wrapped as well.
 */
export function recordErrors<T extends object>(target: T, onError: (error: unknown) => void): T {
  return new Proxy(target, {
    get(object, key) {
      const value: unknown = Reflect.get(object, key);
      if (typeof value === 'object' && value !== null) return recordErrors(value, onError);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        // A page starts its request when `then` is called. So `then` is not called here, only its callback is wrapped.
        const [onFulfilled, onRejected] = args;
        const record = (error: unknown): unknown => {
          onError(error);
          if (typeof onRejected === 'function') return onRejected(error);
          throw error;
        };
        return wrapResult(() => value.apply(object, key === 'then' ? [onFulfilled, record] : args), onError);
      };
    },
  });
}

function wrapResult(call: () => unknown, onError: (error: unknown) => void): unknown {
  try {
    const result = call();
    if (result instanceof Promise) {
      result.catch(onError);
      return result;
    }
    return typeof result === 'object' && result !== null ? recordErrors(result, onError) : result;
  } catch (error) {
    onError(error);
    throw error;
  }
}
