import { describe, expect, it } from 'vitest';
import { kpiDefinition, kpiDefinitions } from '@/lib/kpi/registry';
import { type CardContext, cardHere, otherVersions } from '@/lib/packs/card';
import type { PackCard } from '@/lib/packs/contents';
import { contents } from './fixtures';

const card = contents.scorecards!.cards[0] as PackCard;
const context: CardContext = {
  definitions: kpiDefinitions,
  limits: [],
  subject: { partnerId: 'P-1', type: 'reseller', tier: 'gold' },
  programme: [],
};
const kpiOf = ({ kpis }: ReturnType<typeof cardHere>) => kpis.find(({ kpi }) => kpi === 'registration-sla')!;

describe('a scorecard of a pack', () => {
  it('stays as its signer judged it; what it lacks is not measured and says so', () => {
    const here = cardHere(card, context);
    expect(here.verdicts).toEqual(card.verdicts);
    expect(here.score).toBe(80);
    expect(kpiOf(here)).toMatchObject({
      state: 'confident',
      grade: 'pass',
      limit: { from: 'global', by: 'pack' },
    });
    expect(here.kpis).toHaveLength(kpiDefinitions.length);
    const others = here.kpis.filter(({ kpi }) => kpi !== 'registration-sla');
    expect(
      others.every(({ state, value, reason }) => state === 'not-measured' && value === null && reason),
    ).toBe(true);
  });

  it('is not judged again by limits of packs, which its signer had', () => {
    const limits = [
      { scope: 'global', kpi: 'registration-sla', warn: 0.99, fail: 0.98, by: 'pack' as const },
    ];
    expect(cardHere(card, { ...context, limits })).toEqual(cardHere(card, context));
  });

  it.each([undefined, 'policy' as const])(
    'is judged again by a limit of here (%s), verdicts included',
    (by) => {
      const limits = [
        { scope: 'type:reseller', kpi: 'registration-sla', warn: 0.9, fail: 0.8, ...(by && { by }) },
      ];
      const here = cardHere(card, { ...context, limits });
      expect(kpiOf(here)).toMatchObject({
        value: 0.42,
        grade: 'fail',
        state: 'confident',
        limit: { from: 'type' },
      });
      expect(here.verdicts.map(({ answer }) => answer)).not.toEqual(
        card.verdicts.map(({ answer }) => answer),
      );
      expect(here.dimensions).toHaveLength(5);
      expect(here.signals).toEqual(card.signals);
    },
  );

  it('says which of its figures were measured by another version of their definition', () => {
    const { name, version } = kpiDefinition('registration-sla');
    const find = (id: string) => (id === 'registration-sla' ? kpiDefinition(id) : undefined);
    const at = (of: number) => ({ ...card, kpis: card.kpis.map((kpi) => ({ ...kpi, version: of })) });
    expect(otherVersions(at(version), find)).toEqual([]);
    expect(otherVersions(at(version + 1), find)).toEqual([name]);
  });
});
