import { describe, expect, it } from 'vitest';
import { filesIn, read } from './source';

const TEXT = /\.(tsx?|m?js|css|html|json|md|csv)$|^run$/;
const MAX_LINES = 400;
/** Files that may be longer, each with its reason. */
const LONG: Readonly<Record<string, string>> = {
  'package-lock.json': 'written by npm',
  'lib/kpi/expression.ts': 'the language of KPIs, read as a whole',
  'tests/unit/background/handlers.test.ts': 'every message on one prepared database',
  'tests/unit/content/watcher.test.ts': 'one page’s behaviour after the other on one clock',
  'tests/unit/kpi/by-hand-performance.test.ts': 'figures worked out by hand, a table a KPI',
  'tests/unit/kpi/performance.test.ts': 'worked examples of one dimension, one after the other',
};

const files = filesIn('.', TEXT);

describe('repository', () => {
  it(`has no file over ${MAX_LINES} lines without a reason`, () => {
    const long = files
      .filter((path) => !path.startsWith('tests/fixtures/') && !(path in LONG))
      .map((path) => [path, read(path).split('\n').length - 1] as const)
      .filter(([, lines]) => lines > MAX_LINES);
    expect(long).toEqual([]);
  });

  it('lists no reason for a file that is gone', () => {
    expect(Object.keys(LONG).filter((path) => !files.includes(path))).toEqual([]);
  });

  it('names no path of anybody’s machine', () => {
    const machine = /(?<![\w.~:/-])\/(root|work|home\/\w+|Users\/\w+|tmp)\//;
    const own = 'tests/architecture/repository.test.ts';
    expect(files.filter((path) => path !== own && machine.test(read(path)))).toEqual([]);
  });

  it('names no package registry', () => {
    const registry = /registry\.(npmjs|yarnpkg)\.|"resolved":|https?:\/\/[^"'\s]*\/(artifactory|verdaccio)\//;
    const own = 'tests/architecture/repository.test.ts';
    expect(files.filter((path) => path !== own && registry.test(read(path)))).toEqual([]);
  });

  it('locks the parts of its tools for every platform, not only for the one on which it was locked', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as {
      packages: Record<string, { optionalDependencies?: Record<string, string> }>;
    };
    const locked = new Set(Object.keys(packages).map((path) => path.split('node_modules/').at(-1)));
    const asked = Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
      Object.keys(optionalDependencies),
    );
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.filter((name) => !locked.has(name))).toEqual([]);
  });
});
