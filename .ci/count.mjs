// Prints "<passed> <failed>" of a Vitest JSON report, and on standard error what failed, with why.
// A run that broke without a failed test counts as one failure.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

const [file, exitCode] = process.argv.slice(2);
// Long enough for what Vitest says of a difference, short enough for a log of which only the end is kept.
const MOST_CHARACTERS = 1_500;
let passed = 0;
let failed = 0;
try {
  const report = JSON.parse(readFileSync(file, 'utf8'));
  passed = report.numPassedTests;
  failed = report.numFailedTests;
  for (const { name, status, message, assertionResults } of report.testResults) {
    const failures = assertionResults.filter((each) => each.status === 'failed');
    for (const { fullName, failureMessages } of failures) tell(name, fullName, failureMessages.join('\n'));
    if (status !== 'failed' || failures.length > 0) continue;
    failed += 1;
    tell(name, 'the whole file', message);
  }
} catch {
  // No report: the run did not get that far.
}
if (exitCode !== '0' && failed === 0) {
  failed = 1;
  console.error(`FAILED: the test command ended with ${exitCode}, without a failed test`);
}
console.log(`${passed} ${failed}`);

function tell(path, name, why = '') {
  const escapes = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');
  console.error(`FAILED: ${relative(process.cwd(), path)} > ${name}`);
  console.error(why.replace(escapes, '').slice(0, MOST_CHARACTERS).replace(/^/gm, '  '));
}
