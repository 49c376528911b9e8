/** The same object, which tells of everything that its methods throw, and those of what they answer. */
export function heard<T extends object>(target: T, hear: (error: unknown) => void): T {
  return new Proxy(target, {
    get(object, key) {
      const value: unknown = Reflect.get(object, key);
      if (typeof value === 'object' && value !== null) return heard(value, hear);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => {
        // A page begins its work when somebody waits for it: to listen would be to wait.
        const [done, failed] = given;
        const told = (error: unknown): unknown => {
          hear(error);
          if (typeof failed === 'function') return failed(error);
          throw error;
        };
        return answerOf(() => value.apply(object, key === 'then' ? [done, told] : given), hear);
      };
    },
  });
}

function answerOf(call: () => unknown, hear: (error: unknown) => void): unknown {
  try {
    const answer = call();
    if (answer instanceof Promise) answer.catch(hear);
    return typeof answer === 'object' && answer !== null && !(answer instanceof Promise) ? heard(answer, hear) : answer;
  } catch (error) {
    hear(error);
    throw error;
  }
}
