import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PageField, PageRecord } from '@/lib/crm/types';
import { codesOn, foldCode } from '@/lib/match/codes';
import { domainsOn } from '@/lib/match/domains-on';
import { headOf } from '@/lib/match/family';
import { choiceKey, memoryLookup } from '@/lib/match/lookup';
import { matchRecord } from '@/lib/match/match';
import { partnerFieldOf, withPartnerField } from '@/lib/match/partner-field';
import type { Partner } from '@/lib/match/types';
import { partnerWith } from '../../fixtures/partner';

const partner = (id: string, name: string, over: Partial<Partner> = {}): Partner =>
  partnerWith({ id, name, ...over });
const field = (label: string, value: string, key = label.toLowerCase().replace(/\W+/g, '_')): PageField => ({
  key,
  label,
  value,
  state: value ? 'value' : 'empty',
  required: false,
});
const record = (fields: PageField[], over: Partial<PageRecord> = {}): PageRecord => ({
  crm: 'generic',
  kind: 'deal',
  id: 'D-1',
  name: 'Contoso rollout',
  stage: null,
  amount: null,
  owner: null,
  partner: null,
  account: null,
  fields,
  confidence: 1,
  editing: false,
  ...over,
});

const partners = [
  partner('P-1', 'Northwind Resellers', { codes: ['NW-2026-17', 'nw10'], domains: ['northwind.example'] }),
  partner('P-2', 'Fabrikam', { codes: ['FAB10', 'shared1'], domains: ['fabrikam.example'] }),
  partner('P-3', 'Tailspin', { codes: ['SHARED1'], domains: ['tailspin.example'] }),
];
const lookup = memoryLookup(partners);
const match = (fields: PageField[], over: Partial<PageRecord> = {}) =>
  matchRecord(record(fields, over), lookup);

it('a partner field that names nobody is as if it were empty, unless a person chose it', () => {
  for (const value of ['3 open deals', 'Pending', 'はい', 'Ask the customer who sold to them']) {
    const seen = record([field('Partner', value)]);
    expect(withPartnerField(seen, { mode: 'auto' }).partner, value).toBeNull();
    expect(withPartnerField(seen, { mode: 'field', key: 'partner' }).partner?.name).toBe(value);
  }
});

describe('other fields, where the partner field is empty', () => {
  const registration = field('Deal registration no.', 'nw-2026-17');
  const coupon = field('Coupon code', 'FAB 10');
  const account = { name: 'Tailspin', id: null, domain: null };
  const email = field('Contact e-mail', 'kim@fabrikam.example');

  it('are tried in order: registration, code, account, domain', async () => {
    expect(await match([email, coupon, registration], { account })).toMatchObject({
      partnerId: 'P-1',
      basis: 'registration',
      via: 'Deal registration no.',
    });
    expect(await match([email, coupon], { account })).toMatchObject({ partnerId: 'P-2', basis: 'code' });
    expect(await match([email], { account })).toMatchObject({ partnerId: 'P-3', basis: 'account' });
    expect(await match([email])).toMatchObject({
      partnerId: 'P-2',
      basis: 'domain',
      via: 'fabrikam.example',
    });
    expect(await match([])).toEqual({ state: 'none' });
  });

  it('never overrule the partner field, not even a name that nobody has', async () => {
    const named = (name: string) => ({
      partner: { name, id: null, field: 'Partner', basis: 'partner-field' as const },
    });
    expect(await match([registration], named('Fabrikam'))).toMatchObject({ partnerId: 'P-2', basis: 'name' });
    expect(await match([registration], named('Brand New'))).toEqual({ state: 'unknown', name: 'Brand New' });
  });

  it('ask when a code is that of two, once', async () => {
    const both = [field('Referral code', 'Shared1')];
    expect(await match(both)).toEqual({
      state: 'ambiguous',
      candidates: ['P-2', 'P-3'],
      via: 'Referral code',
      text: 'Shared1',
    });
    const remembered = memoryLookup(partners, new Map([[choiceKey('shared1'), 'P-3']]));
    expect(await matchRecord(record(both), remembered)).toMatchObject({ partnerId: 'P-3', basis: 'manual' });
  });

  it('say nothing where domains of several partners stand on the record', async () => {
    expect(await match([email, field('Website', 'https://tailspin.example')])).toEqual({ state: 'none' });
  });

  it('are those of the record, not of our own people', async () => {
    expect(await match([field('Owner e-mail', 'kim@fabrikam.example')])).toEqual({ state: 'none' });
    expect(domainsOn(record([field('Website', 'www.fabrikam.example/en')]))).toEqual([
      { domain: 'fabrikam.example', field: 'Website' },
    ]);
    expect(domainsOn(record([field('E-mail', 'kim@gmail.com')]))).toEqual([]);
  });
});

describe('codes', () => {
  it('are found in code fields and in links, the surest first', () => {
    const fields = [
      field('Landing page', 'https://www.example.com/?utm_source=Nw10&utm_campaign=Autumn%20Deal#top'),
      field('Referral ID', 'R-77'),
      field('Stage', 'nw10'),
    ];
    expect(codesOn(record(fields)).map(({ kind, folded }) => `${kind} ${folded}`)).toEqual([
      'registration r-77',
      'code nw10',
      'code autumndeal',
    ]);
  });

  it('do not differ by case, width or blanks, and words for nothing are none', () => {
    expect(foldCode(' Ｎw 10 ')).toBe('nw10');
    for (const nothing of ['', 'n/a', 'None', 'google', '(direct)', '7', '--'])
      expect(foldCode(nothing)).toBe('');
    fc.assert(fc.property(fc.string(), (text) => foldCode(foldCode(text)) === foldCode(text)));
  });
});

describe('parent companies', () => {
  const group = partner('G', 'Contoso Group');
  const germany = partner('DE', 'Contoso Deutschland GmbH', { parent: 'G' });
  const munich = partner('M', 'Contoso München GmbH', { parent: 'Contoso Deutschland' });

  it('stand for the companies that belong to them', () => {
    expect(headOf([munich, group, germany])).toBe(group);
    expect(headOf([munich, germany])).toBe(germany);
    expect(headOf([munich, group])).toBe(null);
    expect(headOf([group, partner('X', 'Fabrikam')])).toBe(null);
  });

  it('do not run in circles', () => {
    const one = partner('1', 'One', { parent: '2' });
    const two = partner('2', 'Two', { parent: '1' });
    expect(headOf([one, two])).toBe(null);
    expect(headOf([one, two, partner('3', 'Three')])).toBe(null);
  });

  it('decide between companies with one domain or alias', async () => {
    const shared = [group, germany].map((one) => ({
      ...one,
      domains: ['contoso.example'],
      aliases: ['Contoso'],
    }));
    const found = await matchRecord(record([field('E-mail', 'a@contoso.example')]), memoryLookup(shared));
    expect(found).toMatchObject({ partnerId: 'G', basis: 'domain' });
    const named = { name: 'Contoso', id: null, field: 'Partner', basis: 'partner-field' as const };
    expect(await matchRecord(record([], { partner: named }), memoryLookup(shared))).toMatchObject({
      partnerId: 'G',
      basis: 'alias',
    });
  });
});

describe('ambiguous names', () => {
  const twins = [partner('1', 'Fabrikam Ltd'), partner('2', 'Fabrikam Inc.')];
  const named = (name: string) =>
    record([], { partner: { name, id: null, field: 'Partner', basis: 'partner-field' } });

  it('are told apart by the legal form, where the record writes it', async () => {
    expect(await matchRecord(named('FABRIKAM INC'), memoryLookup(twins))).toMatchObject({ partnerId: '2' });
    expect(await matchRecord(named('Fabrikam'), memoryLookup(twins))).toMatchObject({ state: 'ambiguous' });
  });

  it('are remembered for every spelling; a chosen partner that is gone is asked for again', async () => {
    const chosen = memoryLookup(twins, new Map([[choiceKey('Fabrikam'), '1']]));
    expect(await matchRecord(named('fabrikam (Reseller)'), chosen)).toMatchObject({
      partnerId: '1',
      basis: 'manual',
    });
    const gone = memoryLookup(twins, new Map([[choiceKey('Fabrikam'), '9']]));
    expect(await matchRecord(named('Fabrikam'), gone)).toMatchObject({ state: 'ambiguous' });
  });
});

describe('the partner field of a site', () => {
  const fields = [
    field('Reseller', 'Northwind', 'reseller'),
    field('Agency of record', 'Fabrikam', 'x_agency'),
  ];
  const read = record(fields, {
    partner: { name: 'Northwind', id: '77', field: 'Reseller', basis: 'partner-field' },
  });

  it('is the one that the reader took until a person says otherwise', () => {
    expect(withPartnerField(read, { mode: 'auto' })).toBe(read);
    expect(withPartnerField(read, { mode: 'field', key: 'x_agency' }).partner).toEqual({
      name: 'Fabrikam',
      id: null,
      field: 'Agency of record',
      basis: 'partner-field',
    });
    // The link's id stays where the field is the same.
    expect(withPartnerField(read, { mode: 'field', key: 'reseller' }).partner?.id).toBe('77');
    expect(withPartnerField(read, { mode: 'none' }).partner).toBe(null);
  });

  it('names nobody when it is empty or not on the page: no other field takes its place', () => {
    const empty = record([fields[0]!, field('Agency of record', '', 'x_agency')], { partner: read.partner });
    expect(withPartnerField(empty, { mode: 'field', key: 'x_agency' }).partner).toBe(null);
    expect(withPartnerField(read, { mode: 'field', key: 'gone' }).partner).toBe(null);
    expect(partnerFieldOf(empty, { mode: 'field', key: 'Agency of record' })).toBe(empty.fields[1]);
  });

  it('has the usual field of a CRM before others of like meaning', () => {
    const dynamics = record(
      [field('Partner type', 'Gold', 'new_partnertype'), field('Partner', 'Fabrikam', 'msa_partnerid')],
      { crm: 'dynamics', partner: { name: 'X', id: null, field: 'Reseller', basis: 'partner-field' } },
    );
    expect(withPartnerField(dynamics, { mode: 'auto' }).partner?.name).toBe('Fabrikam');
    const unfilled = record([field('Reseller', '', 'reseller')]);
    expect(partnerFieldOf(unfilled, { mode: 'auto' })?.key).toBe('reseller');
  });

  it('is what a form calls after its column, where no other names the partner', () => {
    const column = field('Partner Id', '', 'partner id');
    expect(partnerFieldOf(record([column]), { mode: 'auto' })).toBe(column);
    const named = field('Partner', '', 'partner');
    expect(partnerFieldOf(record([column, named]), { mode: 'auto' })).toBe(named);
    expect(partnerFieldOf(record([field('Partner Id', '4711')]), { mode: 'auto' })).toBe(null);
  });

  it('leaves a partner’s own page alone', () => {
    const own = record(fields, {
      kind: 'partner',
      partner: { name: 'Northwind', id: '7', field: '', basis: 'self' },
    });
    expect(withPartnerField(own, { mode: 'none' })).toBe(own);
  });
});
