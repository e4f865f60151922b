import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Snapshot } from '@/lib/govern/snapshot';
import { byColumns, type Imported, type RowOptions, seenRows } from '@/lib/seen/rows';

const at = (day: number) => new Date(Date.UTC(2026, 0, day, 9)).toISOString();
const dayOf = (time: string) => Math.floor(Date.parse(time) / 86_400_000);

function shot(visit: number, id: string | null, values: Snapshot['values'], day = visit): Snapshot {
  return {
    visit,
    key: `k ${id}`,
    origin: 'https://crm.example.com',
    url: `https://crm.example.com/deals/${id}`,
    crm: 'generic',
    kind: 'deal',
    id,
    at: at(day),
    until: at(day),
    values,
  };
}

const NOTHING: Imported = { dealOn: () => null, stagesOf: () => [], checkedOn: () => null };
const options = (part: Partial<RowOptions> = {}): RowOptions => ({
  imported: NOTHING,
  dayOf,
  idOf: ({ id }) => id!,
  meaningOf: () => null,
  wanted: () => true,
  ...part,
});

describe('rows of visits', () => {
  const visits = [
    shot(1, 'D1', { name: 'One', stage: 'Proposal', partner: 'Northwind', 'required:Role': null }),
    shot(2, 'D2', { name: 'Two', stage: 'Closed Won' }),
    shot(3, 'D1', { stage: 'Negotiation', 'required:Role': 'filled' }),
    shot(4, 'D1', { stage: 'Closed Won' }),
  ];

  it('have the deal as it was last seen, numbered by its visit', () => {
    const { deals } = seenRows(visits, options());
    expect(deals.map(({ visit }) => visit)).toEqual([2, 4]);
    expect(deals[1]!.cells).toEqual({
      deal: 'D1',
      link: 'https://crm.example.com/deals/D1',
      name: 'One',
      stage: 'Closed Won',
      partner: 'Northwind',
      closed: at(4),
    });
  });

  it('have no day of closing for a deal that was closed when first seen, and an empty one when it is open again', () => {
    const { deals } = seenRows([...visits, shot(5, 'D1', { stage: 'Proposal' })], options());
    expect(deals.map(({ cells }) => [cells.deal, cells.closed])).toEqual([
      ['D2', undefined],
      ['D1', null],
    ]);
  });

  it('have the day of creation that the page shows, unless an import has the deal', () => {
    const seen = [shot(1, 'D1', { stage: 'Proposal', created: '2025-11-30' })];
    expect(seenRows(seen, options()).deals[0]!.cells.created).toBe('2025-11-30');
    const imported = { ...NOTHING, dealOn: () => dayOf(at(1)) - 9 };
    expect(seenRows(seen, options({ imported })).deals[0]!.cells).not.toHaveProperty('created');
  });

  it.each([
    [['Lead', 'Qualified To Buy'], 2],
    [['Neu', 'Qualifiziert', 'Angebot'], 2],
    [['Nowy', 'Zakwalifikowany'], 2],
    // It may have been qualified long before.
    [['Qualified', 'Proposal'], null],
    [['Negotiation', 'Qualified'], null],
    [['Closed Lost', 'Qualified'], null],
    [['Lead', 'Unqualified'], null],
    [['Nicht qualifiziert', 'To be qualified'], null],
  ])('stages %j were qualified on visit %j', (stages, visit) => {
    const seen = stages.map((stage, i) => shot(i + 1, 'D1', { stage }));
    const { qualified } = seenRows(seen, options()).deals[0]!.cells;
    expect(qualified ?? null).toBe(visit === null ? null : at(visit));
  });

  it('go by what a person said that stages mean', () => {
    const meaningOf = (stage: string) => (stage === 'S2' ? ('qualified' as const) : ('new' as const));
    const seen = ['S1', 'S1b', 'S2'].map((stage, i) => shot(i + 1, 'D1', { stage }));
    expect(seenRows(seen, options({ meaningOf })).deals[0]!.cells.qualified).toBe(at(3));
  });

  it('have a stage when it changed, never that of the first visit', () => {
    const { stage_changes: changes } = seenRows(visits, options());
    expect(changes.map(({ visit, cells }) => [visit, cells.deal, cells.stage])).toEqual([
      [3, 'D1', 'Negotiation'],
      [4, 'D1', 'Closed Won'],
    ]);
  });

  it('have required fields as last seen', () => {
    const { field_checks: checks } = seenRows(visits, options());
    expect(checks).toEqual([
      {
        visit: 4,
        cells: {
          record: 'D1',
          field: 'Role',
          checked: at(4),
          filled: 'yes',
          link: 'https://crm.example.com/deals/D1',
          partner: 'Northwind',
        },
      },
    ]);
  });

  it('are none where the page has no id', () => {
    const rows = seenRows([shot(1, null, { name: 'One', stage: 'A', 'required:Role': null })], options());
    expect(rows).toEqual({ deals: [], stage_changes: [], field_checks: [] });
  });

  it('give way to imports of the same deal and day', () => {
    const imported = (day: number): Imported => ({
      dealOn: (id) => (id === 'D1' ? dayOf(at(day)) : null),
      stagesOf: () => [{ stage: 'Negotiation', day: dayOf(at(day)) }],
      checkedOn: () => dayOf(at(day)),
    });
    const same = seenRows(visits, options({ imported: imported(4) }));
    expect(same.deals.map(({ cells }) => cells.deal)).toEqual(['D2']);
    expect(same.field_checks).toEqual([]);
    expect(same.stage_changes.map(({ cells }) => cells.stage)).toEqual(['Negotiation']);
    const older = seenRows(visits, options({ imported: imported(2) }));
    expect(older.deals.map(({ cells }) => cells.deal)).toEqual(['D2', 'D1']);
    expect(older.field_checks).toHaveLength(1);
    // The import knows that the stage was entered on day 2, between the visits of day 1 and 3.
    expect(older.stage_changes.map(({ cells }) => cells.stage)).toEqual(['Closed Won']);
  });

  it('of one record do not depend on visits to others in between', () => {
    const stage = fc.constantFrom('Proposal', 'Negotiation', 'Closed Won', 'Closed Lost');
    const steps = fc.array(fc.record({ id: fc.constantFrom('D1', 'D2', 'D3'), stage }), { maxLength: 20 });
    fc.assert(
      fc.property(steps, (list) => {
        const last = new Map<string, string>();
        const all = list.flatMap(({ id, stage: now }, i) => {
          if (last.get(id) === now) return [];
          last.set(id, now);
          return [shot(i + 1, id, { stage: now })];
        });
        const together = seenRows(all, options());
        for (const id of last.keys()) {
          const alone = seenRows(
            all.filter((one) => one.id === id),
            options(),
          );
          for (const table of ['deals', 'stage_changes'] as const)
            expect(together[table].filter(({ cells }) => cells.deal === id)).toEqual(alone[table]);
        }
      }),
    );
  });

  it('of different columns are imported apart: an empty cell says that nothing is there', () => {
    const rows = seenRows(
      [shot(1, 'D1', { name: 'One' }), shot(2, 'D2', { name: 'Two', stage: 'A' })],
      options(),
    );
    expect(byColumns(rows.deals).map((group) => group.map(({ visit }) => visit))).toEqual([[1], [2]]);
  });
});
