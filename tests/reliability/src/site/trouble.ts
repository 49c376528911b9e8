// `url.parse()` of a broken target: Express reads targets with it, and the fuzz sends such ones now and then.
const FRAMEWORKS_OWN = 'DEP0170';

/** What a process must never meet: rejections that nobody heard, errors that nobody caught, leaks that Node warns of. */
export function gatherTrouble(): string[] {
  const trouble: string[] = [];
  process.on('unhandledRejection', (reason) => trouble.push(`unhandled rejection: ${reason}`));
  process.on('uncaughtException', (error) => trouble.push(`uncaught: ${error.stack}`));
  process.on('warning', (warning) => {
    if ('code' in warning && warning.code === FRAMEWORKS_OWN) return;
    trouble.push(`warning: ${warning.name} ${warning.message}`);
  });
  return trouble;
}
