import { BaseSequencer } from 'vitest/node';

/** Files that take longest, first the longest; where nothing is remembered of earlier runs, Vitest goes by size. */
const LONGEST = [
  'tests/browser/fixtures.test.ts',
  'tests/browser/crash.test.ts',
  'tests/browser/accessibility.test.ts',
  'tests/browser/detect.test.ts',
  'tests/browser/save.test.ts',
  'tests/browser/firefox.test.ts',
  'tests/browser/import.test.ts',
  'tests/browser/firefox-data.test.ts',
  'tests/unit/crm/adapters.test.ts',
  'tests/unit/kpi/warehouse.test.ts',
  'tests/unit/import/fuzz.test.ts',
  'tests/unit/backup/backup.test.ts',
  'tests/unit/kpi/evidence.test.ts',
];

/** @param {import('vitest/node').TestSpecification} file */
const rank = ({ moduleId }) => {
  const at = LONGEST.findIndex((file) => moduleId.endsWith(file));
  return at < 0 ? LONGEST.length : at;
};

/** @param {import('vitest/node').TestSpecification} file */
const group = ({ project }) => project.config.sequence.groupOrder;

/** What starts last and takes longest keeps one worker waiting for the other. */
export class LongestFirst extends BaseSequencer {
  /** @param {import('vitest/node').TestSpecification[]} files */
  async sort(files) {
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => group(a) - group(b) || rank(a) - rank(b));
  }
}
