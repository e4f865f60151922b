/**
 * `npm test`: set-up, checks, unit and component tests, builds, then tests of what was built and of the
 * extension in real browsers. Goes on after a failure, and ends with one line `N passed, N failed`: every
 * test counts one, and so do each check and each build.
 *
 * `npm test -- <path filter>...` runs only the tests whose path contains one of the filters, with the builds
 * that they need.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from './build.mjs';
import { command, commandScript, pinnedNode, root, setup, toolEnv } from './setup.mjs';

const VITEST_CONFIG = join('tests', 'vitest.config.ts');

const total = { passed: 0, failed: 0 };
const failures = [];

/** Runs one step, prints how it went, and counts it. */
function step(name, run) {
  console.log(`\n── ${name}`);
  const start = performance.now();
  let outcome;
  try {
    outcome = run();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    outcome = { passed: 0, failed: 1 };
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  total.passed += outcome.passed;
  total.failed += outcome.failed;
  if (outcome.failed > 0) failures.push(`${name}: ${outcome.failed} failed`, ...(outcome.which ?? []));
  console.log(`── ${name}: ${outcome.passed} passed, ${outcome.failed} failed in ${seconds} s`);
  return outcome.failed === 0;
}

/** What a failure says first: the end of a long log has to name what failed and why. */
const firstLine = (message) => message?.trim().split('\n')[0] || 'no reason given here, see above';

/** A command that is right or wrong as a whole. */
function check(name, pkg, args, bin) {
  return step(name, () => {
    const result = spawnSync(pinnedNode(), [commandScript(pkg, bin), ...args], {
      cwd: root,
      stdio: 'inherit',
      env: toolEnv(),
    });
    return result.status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  });
}

/** Vitest projects, counted from the JSON report: a file that could not even be loaded is one failure. */
function tests(name, projects, filters, env = {}) {
  return step(name, () => {
    const report = join(root, 'reports', `${name.replace(/\W+/g, '-')}.json`);
    rmSync(report, { force: true });
    const result = spawnSync(
      pinnedNode(),
      [
        commandScript('vitest'),
        'run',
        '--config',
        VITEST_CONFIG,
        ...projects.flatMap((project) => ['--project', project]),
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
        '--passWithNoTests',
        ...filters,
      ],
      { cwd: root, stdio: 'inherit', env: toolEnv(env) },
    );
    if (!existsSync(report))
      throw new Error(`vitest ended with exit code ${result.status} and wrote no report.`);
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
    const unloaded = testResults.filter(
      (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
    );
    const failed = numFailedTests + unloaded.length;
    return {
      passed: numPassedTests,
      failed: failed === 0 && result.status !== 0 ? 1 : failed,
      which: [
        ...unloaded.map((file) => `  ${relative(root, file.name)}: ${firstLine(file.message)}`),
        ...testResults.flatMap(({ name: file, assertionResults }) =>
          assertionResults
            .filter((test) => test.status === 'failed')
            .map(
              (test) => `  ${relative(root, file)}: ${test.fullName}: ${firstLine(test.failureMessages[0])}`,
            ),
        ),
      ],
    };
  });
}

const built = (target) =>
  step(`build ${target}`, () => {
    // A failed build throws; one that is up to date is a build too.
    build(target);
    return { passed: 1, failed: 0 };
  });

await command(import.meta, async (filters) => {
  const wants = (folder) =>
    filters.length === 0 || filters.some((filter) => filter.includes(folder) || !filter.includes('tests/'));
  mkdirSync(join(root, 'reports'), { recursive: true });
  const browsers = await setup({ browsers: wants('tests/browser') ? ['chromium', 'firefox'] : [] });

  if (filters.length === 0) {
    check('lint and format', '@biomejs/biome', ['check', '.']);
    check('types', 'typescript', ['--noEmit'], 'tsc');
    check('unused code', 'knip', []);
  }
  const fast = [
    ...(wants('tests/unit') ? ['unit', 'pure'] : []),
    ...(wants('tests/component') ? ['component'] : []),
  ];
  if (fast.length > 0) tests('unit and component tests', fast, filters);
  let ready = true;
  if (wants('tests/architecture') || wants('tests/browser'))
    for (const target of ['chrome', 'firefox', 'e2e']) ready = built(target) && ready;
  if (wants('tests/architecture')) tests('architecture tests', ['architecture'], filters);
  if (wants('tests/browser')) {
    if (ready)
      tests('browser tests', ['browser'], filters, {
        PARTNER_LENS_CHROMIUM: browsers.chromium,
        PARTNER_LENS_FIREFOX: browsers.firefox,
      });
    else step('browser tests', () => ({ passed: 0, failed: 1 }));
  }

  if (failures.length > 0) console.log(`\nFailed:\n${failures.map((line) => `  ${line}`).join('\n')}`);
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed > 0 ? 1 : 0;
});
