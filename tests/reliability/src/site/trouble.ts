/** What a process must never meet: rejections that nobody heard, errors that nobody caught, leaks that Node warns of. */
export function gatherTrouble(): string[] {
  const trouble: string[] = [];
  process.on('unhandledRejection', (reason) => trouble.push(`unhandled rejection: ${reason}`));
  process.on('uncaughtException', (error) => trouble.push(`uncaught: ${error.stack}`));
  process.on('warning', (warning) => trouble.push(`warning: ${warning.name} ${warning.message}`));
  return trouble;
}
