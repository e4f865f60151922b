/** What imports say of records that were also seen on a page. */
import { termOf } from '../facts/stage-terms';
import { clockOf } from '../facts/time';
import { NO_TIME } from '../facts/types';
import type { Snapshot } from '../govern/snapshot';
import { crmIdKeys } from '../match/crm-id';
import { readChunks } from '../store/chunks';
import type { LensDatabase } from '../store/db';
import { dictionaryText, SEPARATOR } from '../store/dictionaries';
import { mergeChunks } from '../store/merge';
import { getWorkspace } from '../store/settings';
import type { Imported, RowOptions } from './rows';

/** Values of a dictionary by code, from 1; of a million only the wanted ones are kept. */
async function codesOf(
  domain: string,
  wanted: (value: string) => boolean,
  db: LensDatabase,
): Promise<Map<number, string>> {
  const text = await dictionaryText(domain, db);
  const found = new Map<number, string>();
  // Code 0 is the missing value, which the text leaves out.
  text?.split(SEPARATOR).forEach((value, i) => {
    if (wanted(value)) found.set(i + 1, value);
  });
  return found;
}

/**
 * Looks up the records of some snapshots among imported rows.
 * @param imports imports of files and sources, with the ISO time of each; no other is looked at
 */
export async function importedOf(
  snapshots: readonly Snapshot[],
  imports: ReadonlyMap<number, string>,
  db: LensDatabase,
): Promise<Pick<RowOptions, 'imported' | 'idOf' | 'dayOf' | 'meaningOf'>> {
  const { timeZone, stageTerms = [] } = await getWorkspace(db);
  const clock = clockOf(timeZone);
  const dayOf = (time: string) => clock.dayOfMinute(Math.floor(Date.parse(time) / 60_000));
  const spellings = new Map<string, string[]>();
  for (const { id, crm } of snapshots)
    if (id !== null) spellings.set(`${crm} ${id}`, crmIdKeys(crm, id).bare);
  const ids = new Set([...spellings.values()].flat());
  const isOurs = (value: string) => ids.has(value);

  const [deals, records, stages] = await Promise.all([
    codesOf('deal', isOurs, db),
    codesOf('checked-record', isOurs, db),
    codesOf('stage', () => true, db),
  ]);
  const chunks = async (table: string, columns: string[]) =>
    (await readChunks(table, columns, db)).filter(({ importId }) => imports.has(importId));

  const dealDays = new Map<string, number>();
  const stageDays = new Map<string, { stage: string; day: number }[]>();
  if (deals.size > 0) {
    for (const { rows, importId, columns, gone } of await chunks('deals', ['deal'])) {
      const day = dayOf(imports.get(importId)!);
      for (let r = 0; r < rows; r++) {
        const id = deals.get(columns.deal?.[r] ?? 0);
        if (id === undefined) continue;
        if (gone) dealDays.delete(id);
        else dealDays.set(id, Math.max(day, dealDays.get(id) ?? day));
      }
    }
    for (const { rows, columns } of mergeChunks(await chunks('stage_changes', ['deal', 'stage', 'entered'])))
      for (let r = 0; r < rows; r++) {
        const id = deals.get(columns.deal?.[r] ?? 0);
        const day = columns.entered?.[r] ?? NO_TIME;
        const stage = stages.get(columns.stage?.[r] ?? 0);
        if (id !== undefined && stage !== undefined && day !== NO_TIME)
          stageDays.set(id, [...(stageDays.get(id) ?? []), { stage, day }]);
      }
  }
  const checks = new Map<string, number>();
  if (records.size > 0)
    for (const { rows, columns } of mergeChunks(await chunks('field_checks', ['record', 'checked'])))
      for (let r = 0; r < rows; r++) {
        const id = records.get(columns.record?.[r] ?? 0);
        const day = columns.checked?.[r] ?? NO_TIME;
        if (id !== undefined && day !== NO_TIME) checks.set(id, Math.max(day, checks.get(id) ?? day));
      }

  const imported: Imported = {
    dealOn: (id) => dealDays.get(id) ?? null,
    stagesOf: (id) => stageDays.get(id) ?? [],
    checkedOn: (id) => checks.get(id) ?? null,
  };
  const known = new Set(deals.values());
  const idOf = ({ id, crm }: Snapshot) =>
    spellings.get(`${crm} ${id}`)?.find((one) => known.has(one)) ?? id ?? '';
  const meaningOf = (stage: string) => termOf(stageTerms, stage, null);
  return { imported, idOf, dayOf, meaningOf };
}
