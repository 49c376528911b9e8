// Prints "<passed> <failed>" of a Vitest JSON report, and each failed test with its reason on standard error.
// A run that ended with an error but without a failed test counts as one failure.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

const [run, file, exitCode] = process.argv.slice(2);
/** This is long enough for Vitest's difference of two values. */
const MAX_REASON_LENGTH = 1_500;
const ESCAPE_CODES = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

let passed = 0;
let failed = 0;
const report = readReport();
if (report) {
  passed = report.numPassedTests;
  failed = report.numFailedTests;
  for (const { name, status, message, assertionResults } of report.testResults) {
    const failures = assertionResults.filter((test) => test.status === 'failed');
    for (const { fullName, failureMessages } of failures) printFailure(name, fullName, failureMessages.join('\n'));
    // The file could not be loaded, or one of its hooks failed.
    if (status === 'failed' && failures.length === 0) {
      failed += 1;
      printFailure(name, 'the whole file', message);
    }
  }
}
if (exitCode !== '0' && failed === 0) {
  failed = 1;
  console.error(`FAILED: ${run} ended with exit code ${exitCode}, without a failed test`);
}
console.log(`${passed} ${failed}`);

/** `undefined` if the run ended before Vitest wrote its report. */
function readReport() {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function printFailure(path, test, reason = '') {
  console.error(`FAILED: ${run}: ${relative(process.cwd(), path)} > ${test}`);
  console.error(reason.replace(ESCAPE_CODES, '').slice(0, MAX_REASON_LENGTH).replace(/^/gm, '  '));
}
