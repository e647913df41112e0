import type { Reporter, TestResultError, TestSession, TestSuiteResult } from '@web/test-runner-core';
import { sayCrash, showFailure } from '../../scripts/failures.js';

const CRASH = 'Tests were interrupted because the browser disconnected.';

/** Says at the end of a run what failed in which engine, a page that never answered included. */
export function failuresReporter(): Reporter {
  return {
    onTestRunFinished({ sessions }) {
      for (const session of sessions.filter(({ passed }) => !passed)) {
        const { browser, testFile, errors } = session;
        if (errors.some(({ message }) => message === CRASH)) sayCrash(browser.name.toLowerCase(), testFile);
        else showFailure(`${browser.name}: ${testFile}`, reasons(session));
      }
    },
  };
}

function reasons({ errors, testResults }: TestSession): string {
  return [...errors.map(reason), ...(testResults ? failedTests(testResults, '') : [])].join('\n');
}

function failedTests({ suites, tests }: TestSuiteResult, of: string): string[] {
  return [
    ...tests
      .filter(({ passed, skipped }) => !passed && !skipped)
      .map(({ name, error }) => `${of}${name}\n${error ? reason(error) : ''}`),
    ...suites.flatMap((suite) => failedTests(suite, `${of}${suite.name} > `)),
  ];
}

/** Not each engine repeats the message in the stack. */
function reason({ message, stack = '' }: TestResultError): string {
  return stack.includes(message) ? stack : `${message}\n${stack}`;
}
