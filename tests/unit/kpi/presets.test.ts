import { describe, expect, it } from 'vitest';
import {
  balanceOf,
  FEWEST,
  MOST,
  OBJECTIVES,
  PRESET_MODELS,
  presetKpis,
  presetsWith,
  STAGES,
} from '@/lib/kpi/presets';
import { findKpi } from '@/lib/kpi/registry';
import { PARTNER_TYPES } from '@/lib/match/types';

const dimensionOf = (kpi: string) => findKpi(kpi)?.dimension ?? null;

describe('presets', () => {
  it('are there for every partner type, and for one that nobody knows', () => {
    expect([...PRESET_MODELS].sort()).toEqual([...PARTNER_TYPES].sort());
    expect(presetKpis({ model: 'Our own', objective: 'revenue', stage: 'grow' }).length).toBeGreaterThan(4);
    expect(presetKpis({ model: ' Reseller', objective: 'revenue', stage: 'grow' })[0]).toBe('win-rate');
  });

  it.each([...PRESET_MODELS, 'other'])('of a %s name five to ten KPIs that exist, in balance', (model) => {
    for (const objective of OBJECTIVES)
      for (const stage of STAGES) {
        const kpis = presetKpis({ model, objective, stage });
        const about = `${model}, ${objective}, ${stage}`;
        expect(
          kpis.filter((kpi) => !findKpi(kpi)),
          about,
        ).toEqual([]);
        expect(
          kpis.filter((kpi) => findKpi(kpi)?.variantOf),
          about,
        ).toEqual([]);
        expect(kpis.length, about).toBeGreaterThanOrEqual(FEWEST);
        expect(kpis.length, about).toBeLessThanOrEqual(MOST);
        expect(balanceOf(kpis, dimensionOf).problems, about).toEqual([]);
      }
  });
});

describe('presets of a KPI', () => {
  it('are those that name it', () => {
    const everyUse = new Set<string>();
    for (const model of PRESET_MODELS)
      for (const objective of OBJECTIVES)
        for (const stage of STAGES) {
          for (const kpi of presetKpis({ model, objective, stage })) {
            everyUse.add(kpi);
            const use = presetsWith(kpi);
            const named =
              use.models.includes(model) || use.objectives.includes(objective) || use.stages.includes(stage);
            expect(named, `${kpi} of ${model}, ${objective}, ${stage}`).toBe(true);
          }
        }
    expect(everyUse.size).toBeGreaterThan(30);
    expect(presetsWith('refund-rate')).toEqual({
      models: ['reseller', 'affiliate', 'agency'],
      objectives: ['quality'],
      stages: [],
    });
    expect(presetsWith('gone')).toEqual({ models: [], objectives: [], stages: [] });
  });
});

describe('balance', () => {
  it('says which dimension is missing, too heavy, and when there are too few or too many', () => {
    expect(balanceOf(['win-rate'], dimensionOf).problems).toHaveLength(6);
    const revenue = [
      'win-rate',
      'acv',
      'roi',
      'cpa',
      'sourced-deals',
      'refund-rate',
      'nps',
      'sla-adherence',
      'co-creation',
    ];
    expect(balanceOf(revenue, dimensionOf).problems).toEqual([
      expect.stringContaining('More than half are of performance'),
    ]);
    const many = presetKpis({ model: 'reseller', objective: 'revenue', stage: 'grow' });
    const more = [...many, 'csat', 'chargeback-rate', 'complaint-rate', 'ugc-share'];
    expect(balanceOf(more, dimensionOf).problems).toEqual([expect.stringContaining('more than 10')]);
    expect(balanceOf(['nobody'], dimensionOf).counts.trust).toBe(0);
  });
});
