import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { shownScorecard } from '@/lib/background/cards';
import { searchPartners } from '@/lib/background/directory';
import { loadEvidence } from '@/lib/background/evidence';
import { loadView } from '@/lib/background/load-view';
import { refreshScorecards } from '@/lib/background/refresh';
import { rulesInForce } from '@/lib/background/rules';
import type { PageRecord } from '@/lib/crm/types';
import { installPack, removePack } from '@/lib/packs/install';
import { database } from '@/lib/store/db';
import { putLimit } from '@/lib/store/limits';
import { getPartner } from '@/lib/store/partners';
import { putRule } from '@/lib/store/rules';
import { putScorecards } from '@/lib/store/scorecards';
import { contents, signed, signer } from '../packs/fixtures';
import { installFakes } from './fake';
import { deals, seed } from './seed';

const record: PageRecord = {
  crm: 'demo',
  kind: 'deal',
  id: '7',
  name: 'Rollout',
  stage: 'Proposal',
  amount: null,
  owner: null,
  partner: { name: 'Northwind Ltd', id: null, field: 'Partner', basis: 'partner-field' },
  account: null,
  fields: [{ key: 'code', label: 'Code', value: '', state: 'empty', required: false }],
  confidence: 1,
  editing: false,
};
const state = { url: 'https://crm.example.com/deals/7', reading: { state: 'record' as const, record } };
const page = { part: 'counted' as const, offset: 0, limit: 10 };
const SAYS =
  /^Computed by Team of Example as of .+ \(pack “Partner programme”\)\. The rows are not on this machine\./;

beforeEach(async () => {
  installFakes();
  await database().delete({ disableAutoOpen: false });
  await installPack(await signed(await signer()));
});

describe('somebody who has nothing but a pack', () => {
  it('sees its scorecard on the page, with who computed it', async () => {
    await refreshScorecards({ what: 'stale' });
    const view = await loadView(1, state);
    if (view.state !== 'partner') throw new Error(`The view is ${view.state}.`);
    expect(view).toMatchObject({ partner: { id: 'P-1' }, basis: 'alias' });
    expect(view.scorecard).toMatchObject({
      asOfDay: 20_400,
      stale: null,
      source: expect.stringMatching(SAYS),
    });
    expect(view.missing.find(({ key }) => key === 'code')).toMatchObject({
      sources: ['plan'],
      prefill: 'NW10',
    });
  });

  it('finds its partners by name, with the tone of the scorecard', async () => {
    expect(await searchPartners('northwind', 5)).toMatchObject([{ id: 'P-1', tone: 'good' }]);
  });

  it('finds them with the tone of the pack as long as their own scorecard has no figure', async () => {
    const [packed] = contents.scorecards!.cards;
    const verdicts = [{ question: 'working' as const, answer: 'no' as const, text: 'No', why: '' }];
    const own = { ...packed!, partnerId: 'P-1', revision: 1, verdicts };
    const kpis = packed!.kpis.map((kpi) => ({ ...kpi, value: null, state: 'not-measured' as const }));
    await putScorecards([{ ...own, kpis }]);
    expect((await shownScorecard((await getPartner('P-1'))!))?.source).toMatch(SAYS);
    expect(await searchPartners('northwind', 5)).toMatchObject([{ id: 'P-1', tone: 'good' }]);
    await putScorecards([own]);
    expect((await shownScorecard((await getPartner('P-1'))!))?.source).toBeUndefined();
    expect(await searchPartners('northwind', 5)).toMatchObject([{ id: 'P-1', tone: 'bad' }]);
  });

  it('is told that the rows behind a number are elsewhere', async () => {
    const evidence = await loadEvidence('registration-sla', (await getPartner('P-1'))!, page);
    expect(evidence).toMatchObject({
      check: null,
      rows: [],
      source: expect.stringMatching(SAYS),
      kpi: { value: 0.42, n: 120, limit: { by: 'pack' } },
    });
    expect(evidence.definition.counts).not.toBe('');
  });

  it('judges by their own limits', async () => {
    await putLimit({ scope: 'global', kpi: 'registration-sla', warn: 0.9, fail: 0.8 });
    const card = await shownScorecard((await getPartner('P-1'))!);
    expect(card?.kpis.find(({ kpi }) => kpi === 'registration-sla')).toMatchObject({ grade: 'fail' });
    expect(await searchPartners('northwind', 5)).not.toMatchObject([{ tone: 'good' }]);
  });

  it('has its rules, marked, until they make them their own', async () => {
    const changed = contents.rules!.changed[0]!;
    const found = async () => (await rulesInForce()).find(({ id }) => id === changed.id);
    expect(await found()).toEqual({ ...changed, from: 'from pack of Team of Example, 2026-02-01' });
    await putRule({ ...changed, why: 'mine' });
    expect(await found()).toEqual({ ...changed, why: 'mine' });
  });
});

it('facts of this machine count for the partner of the pack, and its own scorecard comes first', async () => {
  await seed({ deals: deals('Northwind Ltd', 40, 30, '2026-06-15') }, []);
  await refreshScorecards({ what: 'stale' }, new Date('2026-06-15T09:00:00Z'));
  const card = await shownScorecard((await getPartner('P-1'))!);
  expect(card?.source).toBeUndefined();
  expect(await database().partners.toCollection().primaryKeys()).toEqual(['P-1']);
  // Without the pack the rows make a partner of their own, as they would have before.
  await removePack('programme-1');
  expect(await database().partners.toArray()).toMatchObject([{ name: 'Northwind Ltd', origin: 'fact' }]);
});
