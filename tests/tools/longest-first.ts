import { BaseSequencer, type TestSpecification } from 'vitest/node';

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

const rank = ({ moduleId }: TestSpecification): number => {
  const at = LONGEST.findIndex((file) => moduleId.endsWith(file));
  return at < 0 ? LONGEST.length : at;
};

/** What starts last and takes longest keeps one worker waiting for the other. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const group = ({ project }: TestSpecification) => project.config.sequence.groupOrder;
    return (await super.sort(files)).sort((a, b) => group(a) - group(b) || rank(a) - rank(b));
  }
}
