/**
 * A Vitest reporter: names the tests that passed only at their second try, so that they are mended rather than got used
 * to. Playwright says as much by itself.
 */
export default class UnsteadyTests {
  /** @type {string[]} */
  #names = [];

  onTestCaseResult(/** @type {import('vitest/node').TestCase} */ test) {
    if (test.diagnostic()?.flaky) this.#names.push(`${test.module.relativeModuleId} > ${test.fullName}`);
  }

  onTestRunEnd() {
    if (this.#names.length > 0)
      process.stdout.write(`\nUnsteady, passed at the second try only:\n  ${this.#names.join('\n  ')}\n`);
  }
}
