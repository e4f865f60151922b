import { describe, expect, it } from 'vitest';
import { staleness } from '@/lib/background/scorecard-view';
import { toneOf } from '@/lib/background/tone';
import { composeBadge, composeView, mentionedName, type ViewFacts } from '@/lib/background/view';
import type { PageReading, PageRecord, RecordKind } from '@/lib/crm/types';
import type { MissingField } from '@/lib/fields/types';
import type { Answer } from '@/lib/kpi/types';
import type { ScorecardView } from '@/lib/messaging/views';
import { partnerWith } from '../../fixtures/partner';

const record: PageRecord = {
  crm: 'generic',
  kind: 'deal',
  id: '7',
  name: 'Contoso rollout',
  stage: 'Proposal',
  amount: null,
  owner: null,
  partner: { name: ' Northwind ', id: null, field: 'Partner', basis: 'partner-field' },
  account: null,
  fields: [],
  confidence: 1,
  editing: true,
};
const reading: PageReading = { state: 'record', record };
const partner = partnerWith({ id: 'P-1', name: 'Northwind Resellers', type: 'reseller' });
const hit = {
  id: 'P-1',
  name: 'Northwind Resellers',
  type: 'reseller',
  tier: null,
  region: null,
  tone: 'neutral' as const,
};
const missing: MissingField[] = [
  { key: 'reg', label: 'Deal registration no.', why: 'required', sources: ['rule'], prefill: null },
];
const card = (...answers: Answer[]) =>
  ({
    verdicts: answers.map((answer) => ({ question: 'working', answer, text: '', why: '' })),
  }) as unknown as ScorecardView;

const facts: ViewFacts = {
  tabId: 3,
  reading,
  hasPartners: true,
  lost: null,
  match: { state: 'matched', partnerId: 'P-1', basis: 'name', via: 'Partner' },
  partner,
  scorecard: card('yes', 'yes'),
  candidates: [],
  suggestions: [],
  missing,
  key: 'https://crm.example.com generic deal 7',
  flag: null,
};
const summary = {
  key: facts.key,
  crm: 'generic',
  kind: 'deal',
  name: 'Contoso rollout',
  stage: 'Proposal',
  editing: true,
};
const base = { tabId: 3, missing, record: summary, flag: null };

describe('composeView', () => {
  it.each<[string, Partial<ViewFacts>, object]>([
    [
      'a partner with figures',
      {},
      { ...base, state: 'partner', partner, basis: 'name', via: 'Partner', scorecard: facts.scorecard },
    ],
    [
      'a partner without figures',
      { scorecard: null },
      { ...base, state: 'no-figures', partner, basis: 'name', via: 'Partner' },
    ],
    [
      'several partners',
      {
        match: { state: 'ambiguous', candidates: ['P-1'], via: 'Partner', text: 'Northwind' },
        candidates: [hit],
      },
      { ...base, state: 'ambiguous', name: 'Northwind', candidates: [hit] },
    ],
    [
      'a name that nobody has',
      { match: { state: 'unknown', name: 'Nordwind' }, suggestions: [hit] },
      { ...base, state: 'unknown-partner', name: 'Nordwind', suggestions: [hit] },
    ],
    ['no partner on the deal', { match: { state: 'none' } }, { ...base, state: 'no-partner' }],
    ['nothing imported', { hasPartners: false }, { ...base, state: 'no-data' }],
    ['a partner deleted meanwhile', { partner: null }, { ...base, state: 'no-partner' }],
    [
      'a list',
      { reading: { state: 'no-record' }, missing: [] },
      { tabId: 3, missing: [], record: null, state: 'no-record' },
    ],
    [
      'a loading page',
      { reading: { state: 'pending' } },
      { tabId: 3, missing: [], record: null, state: 'pending' },
    ],
    [
      'an unknown page',
      { reading: { state: 'unrecognised', crm: 'hubspot', why: 'no heading' } },
      { tabId: 3, missing: [], record: null, state: 'unrecognised', crm: 'hubspot', why: 'no heading' },
    ],
  ])('%s', (_what, change, view) => {
    expect(composeView({ ...facts, ...change })).toEqual(view);
  });
});

describe('composeBadge', () => {
  const badge = (change: Partial<ViewFacts>) => {
    const all = { ...facts, ...change };
    return composeBadge(composeView(all), all.reading);
  };
  const of = (kind: RecordKind): PageReading => ({ state: 'record', record: { ...record, kind } });

  it('tells the page no more than name, missing fields and tone', () => {
    expect(badge({})).toEqual({
      show: true,
      partnerName: 'Northwind Resellers',
      missing: [{ key: 'reg', label: 'Deal registration no.' }],
      tone: 'good',
    });
  });

  it.each([
    ['deal', true],
    ['lead', true],
    ['partner', true],
    ['account', false],
    ['contact', false],
    ['other', false],
  ] as const)('on a %s without a partner: show %s', (kind, show) => {
    expect(badge({ reading: of(kind), match: { state: 'none' } }).show).toBe(show);
  });

  it('shows on any record with a partner', () => {
    expect(badge({ reading: of('account') }).show).toBe(true);
    expect(badge({ reading: of('other'), scorecard: null }).show).toBe(true);
  });

  it('shows on a page that is no longer recognised, not on lists and loading pages', () => {
    expect(badge({ reading: { state: 'unrecognised', crm: 'x', why: 'y' } }).show).toBe(true);
    expect(badge({ reading: { state: 'no-record' } }).show).toBe(false);
    expect(badge({ reading: { state: 'pending' } }).show).toBe(false);
  });
});

describe('toneOf', () => {
  it.each<[Answer[], string]>([
    [['yes', 'yes'], 'good'],
    [['yes', 'no'], 'bad'],
    [['mostly', 'yes'], 'warn'],
    [['mostly', 'no'], 'bad'],
    [['yes', 'unsure'], 'neutral'],
    [['unknown', 'unknown'], 'neutral'],
    [[], 'neutral'],
  ])('%j is %s', (answers, tone) => {
    expect(toneOf(card(...answers))).toBe(tone);
  });
  it('is neutral without a scorecard', () => expect(toneOf(null)).toBe('neutral'));
});

describe('mentionedName', () => {
  it('is the partner field of a deal and the name of an account', () => {
    expect(mentionedName(record)).toBe('Northwind');
    expect(mentionedName({ ...record, partner: null })).toBeNull();
    expect(mentionedName({ ...record, partner: null, kind: 'account', name: 'Contoso' })).toBe('Contoso');
  });
});

describe('staleness', () => {
  const at = { revision: 5, asOfDay: 20_000 };
  it('says why figures are old', () => {
    const day = (today: number, asOfDay: number) => ({ today, asOfDay });
    expect(staleness(at, 5, day(20_000, 20_000))).toBeNull();
    expect(staleness(at, 6, day(20_000, 20_000))).toMatch(/data changed/);
    expect(staleness(at, 5, day(20_001, 20_001))).toMatch(/end with October 3, 2024; new ones/);
    expect(staleness(at, 5, day(20_500, 20_000))).toMatch(/newest data is of October 3, 2024/);
  });
});
