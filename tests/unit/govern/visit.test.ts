import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldState, PageField, PageRecord } from '@/lib/crm/types';
import type { MissingField } from '@/lib/fields/types';
import type { SeenRecord } from '@/lib/govern/types';
import { afterVisit, recordKey, stateOf, type Visit } from '@/lib/govern/visit';

const ORIGIN = 'https://crm.example.com';
const at = (day: number) => `2026-03-${String(day).padStart(2, '0')}T09:00:00.000Z`;

const field = (label: string, state: FieldState): PageField => ({
  key: label.toLowerCase(),
  label,
  value: state === 'value' ? 'x' : '',
  state,
  required: false,
});

const missing = (label: string, sources: MissingField['sources'] = ['rule']): MissingField => ({
  key: label.toLowerCase(),
  label,
  why: 'because',
  sources,
  prefill: null,
});

const record = (fields: PageField[], over: Partial<PageRecord> = {}): PageRecord => ({
  crm: 'generic',
  kind: 'deal',
  id: '7',
  name: 'Contoso rollout',
  stage: 'Proposal',
  amount: null,
  owner: 'A. Rep',
  partner: null,
  account: null,
  fields,
  confidence: 1,
  editing: false,
  ...over,
});

/** A visit on a day: every field that is empty is asked for. */
const visit = (day: number, fields: Record<string, FieldState>, over: Partial<Visit> = {}): Visit => {
  const all = Object.entries(fields).map(([label, state]) => field(label, state));
  return {
    origin: ORIGIN,
    url: `${ORIGIN}/deals/7`,
    record: record(all),
    partner: null,
    missing: all.filter(({ state }) => state === 'empty').map(({ label }) => missing(label)),
    at: at(day),
    fresh: true,
    ...over,
  };
};

const remembered = (...visits: Visit[]): SeenRecord | null =>
  visits.reduce<SeenRecord | null>((known, one) => afterVisit(known, one), null);

describe('afterVisit', () => {
  it('remembers nothing of a record that lacks nothing, nor what the CRM alone asks for', () => {
    expect(remembered(visit(1, { Partner: 'value' }))).toBeNull();
    const own = visit(1, { Budget: 'empty' }, { missing: [missing('Budget', ['page'])] });
    expect(remembered(own)).toBeNull();
  });

  it('resolves by itself once a later visit finds the field filled', () => {
    const open = remembered(visit(1, { Partner: 'empty' }), visit(3, { Partner: 'empty' }))!;
    expect(stateOf(open)).toBe('open');
    expect(open.gaps).toEqual([{ ...missingGap('Partner'), since: at(1), filled: null }]);
    const done = afterVisit(open, visit(5, { Partner: 'value' }))!;
    expect(stateOf(done)).toBe('resolved');
    expect(done).toMatchObject({ resolved: at(5), firstSeen: at(1), lastSeen: at(5) });
  });

  it('is not fooled by someone typing, but takes what was there when an edit page opened', () => {
    const open = remembered(visit(1, { Partner: 'empty' }));
    const typing = visit(2, { Partner: 'value' }, { fresh: false });
    typing.record = { ...typing.record, editing: true };
    expect(stateOf(afterVisit(open, typing)!)).toBe('open');
    const opened = visit(3, { Partner: 'value' });
    opened.record = { ...opened.record, editing: true };
    expect(stateOf(afterVisit(open, opened)!)).toBe('resolved');
  });

  it('tells of a record what the CRM has, not what someone types into its form', () => {
    const typing = (partner: string | null, fields: Parameters<typeof visit>[1]) => {
      const typed = visit(2, fields, {
        fresh: false,
        partner: partner ? { id: partner, name: partner } : null,
      });
      typed.record = { ...typed.record, editing: true, name: 'Typed', stage: 'Typed', owner: 'Typed' };
      return typed;
    };
    const open = remembered(
      visit(1, { Partner: 'value', Role: 'empty' }, { partner: { id: 'P-1', name: 'One' } }),
    )!;
    const still = afterVisit(open, typing('P-2', { Partner: 'empty', Role: 'empty' }))!;
    expect(still).toEqual({ ...open, lastSeen: at(2) });
    expect(afterVisit(null, typing('P-2', { Role: 'empty' }))).toBeNull();
  });

  it('keeps a gap whose field the page does not show now, and forgets one that nobody asks for', () => {
    const open = remembered(visit(1, { Partner: 'empty', Role: 'empty' }));
    const hidden = afterVisit(open, visit(2, { Partner: 'absent', Role: 'pending' }))!;
    expect(hidden.gaps).toHaveLength(2);
    const unasked = afterVisit(
      open,
      visit(2, { Partner: 'empty', Role: 'empty' }, { missing: [missing('Partner')] }),
    )!;
    expect(unasked.gaps.map(({ label }) => label)).toEqual(['Partner']);
  });

  it('opens again when a filled field is emptied, with the day of that', () => {
    const again = remembered(
      visit(1, { Partner: 'empty' }),
      visit(2, { Partner: 'value' }),
      visit(9, { Partner: 'empty' }),
    )!;
    expect(stateOf(again)).toBe('open');
    expect(again.gaps[0]).toMatchObject({ since: at(9), filled: null });
  });

  it('stays aside when put aside, until something new is missing', () => {
    const closed = { ...remembered(visit(1, { Partner: 'empty' }))!, closed: at(2) };
    expect(stateOf(afterVisit(closed, visit(3, { Partner: 'empty' }))!)).toBe('closed');
    expect(stateOf(afterVisit(closed, visit(3, { Partner: 'empty', Role: 'empty' }))!)).toBe('open');
  });

  it('keeps flag and first day, and never loses an open gap of a field that stays empty', () => {
    const states = fc.constantFrom<FieldState>('value', 'empty', 'absent', 'pending');
    const visits = fc.array(fc.record({ Partner: states, Role: states }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(visits, (list) => {
        let known: SeenRecord | null = null;
        list.forEach((fields, i) => {
          known = afterVisit(known, visit(i + 1, fields));
          if (!known) return;
          for (const [label, state] of Object.entries(fields)) {
            const gap = known.gaps.find((one) => one.label === label);
            if (state === 'empty') expect(gap?.filled).toBeNull();
            if (state === 'value' && gap) expect(gap.filled).not.toBeNull();
          }
          expect(stateOf(known) === 'resolved').toBe(known.gaps.every(({ filled }) => filled));
        });
      }),
    );
  });
});

function missingGap(label: string) {
  const { key, why, sources } = missing(label);
  return { key, label, why, sources };
}

describe('recordKey', () => {
  it('tells records, kinds, CRMs and sites apart, and not tabs of one record', () => {
    const base = record([]);
    const key = (over: Partial<PageRecord>, path = '/deals/7', origin = ORIGIN) =>
      recordKey(origin, `${origin}${path}`, { ...base, ...over });
    expect(key({})).toBe(key({}, '/deals/7?tab=notes'));
    expect(key({ id: null }, '/deals/7?tab=notes')).toBe(key({ id: null }, '/deals/7#top'));
    const others = [
      key({ id: '8' }),
      key({ kind: 'lead' }),
      key({ crm: 'odoo' }),
      key({}, '/deals/7', 'https://b.example.com'),
    ];
    expect(new Set([key({}), ...others]).size).toBe(5);
  });
});
