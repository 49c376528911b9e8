/** Checks the version of Node before anything is loaded that an old Node cannot parse, and starts the demo. */
const REQUIRED = [20, 19];

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < REQUIRED[0] || (major === REQUIRED[0] && minor < REQUIRED[1])) {
  console.error(
    `The demo needs Node ${REQUIRED.join('.')} or newer, and this is Node ${process.versions.node}.\n` +
      'Install a newer version from https://nodejs.org, and run the demo again.',
  );
  process.exitCode = 1;
} else {
  await import('tsx');
  await import('./main.ts');
}
