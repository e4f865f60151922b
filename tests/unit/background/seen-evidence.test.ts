import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { loadEvidence } from '@/lib/background/evidence';
import { refreshScorecards } from '@/lib/background/refresh';
import { takeInVisits } from '@/lib/seen/take-in';
import { toStored } from '@/lib/store/partners';
import { getScorecard } from '@/lib/store/scorecards';
import { addVisit, putSnapshotSite } from '@/lib/store/snapshots';
import { installFakes } from './fake';
import { partnerRow, seed } from './seed';

it('a number that rests on visits says so, names site and visit, and stays provisional', async () => {
  installFakes();
  const origin = 'https://crm.example.com';
  await seed({}, [partnerRow('P-1', 'Northwind')]);
  await putSnapshotSite(origin, { on: true });
  // Windows end with yesterday.
  const at = new Date(Date.now() - 2 * 86_400_000).toISOString();
  await addVisit({
    key: 'k',
    origin,
    url: `${origin}/deals/7`,
    crm: 'generic',
    kind: 'deal',
    id: '7',
    at,
    values: { name: 'One', partner: 'Northwind', 'required:Partner': 'filled', 'required:Role': null },
  });
  await takeInVisits(origin, { now: at });
  await refreshScorecards({ what: 'stale' });
  const judged = (await getScorecard('P-1'))!.kpis.find(({ kpi }) => kpi === 'field-completeness');
  expect(judged).toMatchObject({ value: 0.5, seen: { rows: 2, of: 2 }, state: 'provisional' });

  const partner = toStored(partnerRow('P-1', 'Northwind'), 'directory');
  const shown = await loadEvidence('field-completeness', partner, { part: 'counted', offset: 0, limit: 10 });
  expect(shown.kpi.seen).toEqual({ rows: 2, of: 2 });
  expect(shown.check).toMatchObject({ rows: 2, same: true });
  expect(shown.rows.map(({ file, row }) => [file, row])).toEqual([
    ['Seen on crm.example.com', 1],
    ['Seen on crm.example.com', 1],
  ]);
});
