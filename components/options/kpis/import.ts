/** Own KPIs that come from a file: what is new, what changes one that is there, and what is wrong. */

import { readKpis } from '@/lib/definitions/file';
import { OWN_PREFIX } from '@/lib/kpi/catalogue';
import type { KpiDefinition } from '@/lib/kpi/define';
import { problemsOf, problemText } from '@/lib/kpi/own/problems';
import { nextCode } from './editor/draft';
import type { KpiShelf } from './use-catalogue';

/**
 * Definitions ready to be saved: an id that is there already is its next version, and codes that are taken change.
 * @throws KpiFileError, or an Error with everything that is wrong, each with the KPI's name
 */
export function readImport(text: string, shelf: Pick<KpiShelf, 'own' | 'find'>): KpiDefinition[] {
  const codes = new Map(shelf.own.map(({ id, definition }) => [id, definition.code]));
  const read = readKpis(text).map((kpi) => {
    const id = kpi.id.startsWith(OWN_PREFIX) ? kpi.id : `${OWN_PREFIX}${kpi.id}`;
    const taken = [...codes].some(([other, code]) => other !== id && code === kpi.code);
    const code =
      codes.get(id) ?? (taken || !/^U\d+$/.test(kpi.code) ? nextCode([...codes.values()]) : kpi.code);
    codes.set(id, code);
    return { ...kpi, id, code };
  });
  const byId = new Map(read.map((kpi) => [kpi.id, kpi]));
  if (byId.size < read.length) throw new Error('Two KPIs of the file have the same id: remove one of them.');
  const find = (id: string) => byId.get(id) ?? shelf.find(id);
  const kept = shelf.own.filter(({ id, deletedAt }) => deletedAt === null && !byId.has(id));
  const others = [...kept.map(({ definition }) => definition), ...read];
  const wrong = read.flatMap((kpi) =>
    problemsOf(kpi, find, others).map((problem) => `“${kpi.name}”, ${problemText(problem)}`),
  );
  if (wrong.length > 0) throw new Error(wrong.join(' '));
  return read;
}
