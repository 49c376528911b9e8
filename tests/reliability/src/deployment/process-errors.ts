// Express parses targets with `url.parse()`, which warns about some targets of the fuzz tests.
const WARNING_OF_EXPRESS = 'DEP0170';

/** Collects what must never happen in a process: unhandled rejections, uncaught exceptions, and warnings of Node. */
export function collectProcessErrors(): string[] {
  const errors: string[] = [];
  process.on('unhandledRejection', (reason) => errors.push(`unhandled rejection: ${reason}`));
  process.on('uncaughtException', (error) => errors.push(`uncaught exception: ${error.stack}`));
  process.on('warning', (warning) => {
    if ('code' in warning && warning.code === WARNING_OF_EXPRESS) return;
    errors.push(`warning: ${warning.name} ${warning.message}`);
  });
  return errors;
}
