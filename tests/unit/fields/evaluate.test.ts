import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PageField, PageRecord } from '@/lib/crm/types';
import { defaultRules, effectiveRules } from '@/lib/fields/defaults';
import { missingFields } from '@/lib/fields/evaluate';
import type { FieldRule } from '@/lib/fields/types';

const field = (label: string, over: Partial<PageField> = {}): PageField => ({
  key: label.toLowerCase(),
  label,
  value: '',
  state: 'empty',
  required: false,
  ...over,
});
const plan = (...items: [string, string | null][]) =>
  items.map(([label, value]) => ({ fields: [label], value }));
const filled = (label: string) => field(label, { value: 'x', state: 'value' });

const record = (fields: PageField[], over: Partial<PageRecord> = {}): PageRecord => ({
  crm: 'demo',
  kind: 'deal',
  id: 'D-1',
  name: 'A deal',
  stage: 'Negotiation',
  amount: null,
  owner: null,
  partner: { name: 'Fabrikam', id: null, field: 'Partner', basis: 'partner-field' },
  account: null,
  fields,
  confidence: 1,
  editing: false,
  ...over,
});

const rule = (over: Partial<FieldRule>): FieldRule => ({
  id: 'r',
  objects: ['deal'],
  stages: [],
  partnerTypes: [],
  crms: [],
  fields: ['Partner'],
  why: 'because',
  enabled: true,
  ...over,
});

const missing = (rec: PageRecord, rules: readonly FieldRule[], partnerType: string | null = null) =>
  missingFields(rec, rules, { partnerType }).map(({ label }) => label);

describe('missingFields', () => {
  it('names an empty field with the reason of its rule', () => {
    expect(missingFields(record([field('Partner')]), [rule({})], { partnerType: null })).toEqual([
      { key: 'partner', label: 'Partner', why: 'because', sources: ['rule'], prefill: null },
    ]);
  });

  it('takes nothing for missing that is not shown empty', () => {
    for (const state of ['value', 'absent', 'pending'] as const) {
      expect(missing(record([field('Partner', { state })]), [rule({})])).toEqual([]);
    }
    expect(missing(record([]), defaultRules, 'reseller')).toEqual([]);
  });

  it('is satisfied by one filled field of the same meaning', () => {
    expect(missing(record([field('Partner'), filled('Reseller')]), [rule({})])).toEqual([]);
    expect(missing(record([field('Vertriebspartner')]), [rule({})])).toEqual(['Vertriebspartner']);
    expect(missing(record([field('Partner'), field('Reseller', { state: 'pending' })]), [rule({})])).toEqual(
      [],
    );
  });

  it('knows fields by their machine name where the label tells nothing', () => {
    expect(missing(record([field('Channel', { key: 'PartnerAccountId' })]), [rule({})])).toEqual(['Channel']);
    // Odoo calls the customer partner_id.
    expect(missing(record([field('Customer', { key: 'partner_id' })]), [rule({})])).toEqual([]);
  });

  it('takes the number of a partner for the partner, where nothing else is', () => {
    expect(missing(record([field('Partner Id')]), [rule({})])).toEqual(['Partner Id']);
    expect(missing(record([field('partner_id')]), [rule({})])).toEqual(['partner_id']);
    expect(missing(record([filled('Partner ID')]), [rule({})])).toEqual([]);
    expect(missing(record([field('Partner ID'), filled('Partner')]), [rule({})])).toEqual([]);
    expect(missing(record([field('Partner ID'), field('Partner')]), [rule({})])).toEqual(['Partner']);
    expect(missing(record([field('Partner tier ID')]), [rule({})])).toEqual([]);
  });

  it('obeys object, CRM, stage and partner type', () => {
    const rec = record([field('Deal registration no.')]);
    const registration = { fields: ['Deal registration'] };
    expect(missing(rec, [rule({ ...registration, objects: ['lead'] })])).toEqual([]);
    expect(missing(rec, [rule({ ...registration, crms: ['hubspot'] })])).toEqual([]);
    expect(missing(rec, [rule({ ...registration, crms: ['demo'] })])).toHaveLength(1);
    expect(missing(rec, [rule({ ...registration, stages: ['closed won'] })])).toEqual([]);
    expect(missing(rec, [rule({ ...registration, stages: ['NEGOTIATION'] })])).toHaveLength(1);
    expect(missing(rec, [rule({ ...registration, partnerTypes: ['reseller'] })])).toEqual([]);
    expect(missing(rec, [rule({ ...registration, partnerTypes: ['reseller'] })], 'affiliate')).toEqual([]);
    expect(missing(rec, [rule({ ...registration, partnerTypes: ['reseller'] })], 'Reseller')).toHaveLength(1);
    expect(missing(rec, [rule({ ...registration, enabled: false })])).toEqual([]);
    expect(
      missing(record(rec.fields, { stage: null }), [rule({ ...registration, stages: ['won'] })]),
    ).toEqual([]);
  });

  it('adds what the CRM marks as required, once', () => {
    const rec = record([
      field('Partner', { required: true }),
      field('Budget', { required: true }),
      filled('Stage'),
    ]);
    expect(missingFields(rec, [rule({})], { partnerType: null })).toEqual([
      { key: 'partner', label: 'Partner', why: 'because', sources: ['page', 'rule'], prefill: null },
      { key: 'budget', label: 'Budget', why: 'required by the CRM', sources: ['page'], prefill: null },
    ]);
  });

  it('asks for nothing about a partner when there is none', () => {
    const fields = [field('Partner'), field('Partner role'), field('Partner contact')];
    expect(missing(record(fields, { partner: null }), defaultRules)).toEqual(['Partner']);
  });

  it('names every field at most once, only empty ones, and forgets nothing when rules are repeated', () => {
    const states = fc.constantFrom('value', 'empty', 'absent', 'pending' as const);
    const labels = fc.constantFrom(
      'Partner',
      'Stage',
      'Amount',
      'Betrag',
      'Owner',
      'Deal registration',
      'Referral code',
      'Région',
    );
    const fields = fc.uniqueArray(
      fc
        .record({ label: labels, state: states, required: fc.boolean() })
        .map(({ label, state, required }) =>
          field(label, { state: state as PageField['state'], required, value: state === 'value' ? 'x' : '' }),
        ),
      { selector: (one) => one.key },
    );
    fc.assert(
      fc.property(fields, fc.constantFrom('reseller', 'affiliate', 'odd', null), (list, partnerType) => {
        const rec = record(list);
        const found = missingFields(rec, defaultRules, { partnerType });
        expect(new Set(found.map(({ key }) => key)).size).toBe(found.length);
        for (const { key } of found) expect(list.find((one) => one.key === key)?.state).toBe('empty');
        for (const one of list)
          if (one.required && one.state === 'empty') expect(found.map(({ key }) => key)).toContain(one.key);
        expect(missingFields(rec, [...defaultRules, ...defaultRules], { partnerType })).toEqual(found);
      }),
    );
  });
});

describe('built-in rules', () => {
  const deal = (stage: string, labels: string[], partnerType: string) =>
    missing(
      record(
        labels.map((label) => field(label)),
        { stage },
      ),
      defaultRules,
      partnerType,
    );

  it('ask resellers for the registration from the qualified stage on', () => {
    for (const stage of [
      'Qualified',
      'Angebot',
      '3 - Negotiation/Review',
      'Contract Sent (Sales Pipeline)',
      'Closed Won',
    ]) {
      expect(deal(stage, ['Deal registration no.'], 'reseller'), stage).toEqual(['Deal registration no.']);
    }
    for (const stage of ['Prospecting', 'New', 'Closed Lost', 'Some own word']) {
      expect(deal(stage, ['Deal registration no.'], 'reseller'), stage).toEqual([]);
    }
    expect(deal('Qualified', ['Deal registration no.'], 'technology')).toEqual([]);
  });

  it('ask referral partners and affiliates for a code', () => {
    expect(deal('New', ['Referral code'], 'affiliate')).toEqual(['Referral code']);
    expect(deal('New', ['Referral code'], 'reseller')).toEqual([]);
  });

  it('order by importance', () => {
    expect(
      deal(
        'Negotiation',
        ['Close date', 'Discount approval', 'Partner role', 'Deal registration no.'],
        'reseller',
      ),
    ).toEqual(['Deal registration no.', 'Partner role', 'Discount approval', 'Close date']);
  });

  it('have unique ids, a reason and a field', () => {
    expect(new Set(defaultRules.map(({ id }) => id)).size).toBe(defaultRules.length);
    for (const one of defaultRules) {
      expect(one.why).not.toBe('');
      expect(one.fields.length).toBeGreaterThan(0);
      expect(one.objects.length).toBeGreaterThan(0);
    }
  });

  it('give way to a changed rule of the same id, and take further ones at the end', () => {
    const changed = { ...defaultRules[0]!, enabled: false };
    const further = rule({ id: 'own-1' });
    const rules = effectiveRules([further, changed]);
    expect(rules[0]).toEqual(changed);
    expect(rules.at(-1)).toEqual(further);
    expect(rules).toHaveLength(defaultRules.length + 1);
  });

  it('keeps apart who asks: the page, a rule, the tracking plan of the partner', () => {
    const rec = record([
      field('Partner', { required: true }),
      field('Referral code'),
      field('UTM campaign', { required: true }),
      filled('Deal registration no.'),
    ]);
    const found = missingFields(
      rec,
      [rule({}), rule({ id: 's', fields: ['Referral code'], why: 'pays out' })],
      {
        partnerType: 'referral',
        plan: plan(['Referral code', 'REF-204'], ['UTM campaign', null], ['Deal registration no.', 'R-1']),
      },
    );
    expect(found.map(({ label, sources, prefill, why }) => ({ label, sources, prefill, why }))).toEqual([
      { label: 'Partner', sources: ['page', 'rule'], prefill: null, why: 'because' },
      { label: 'Referral code', sources: ['rule', 'plan'], prefill: 'REF-204', why: 'pays out' },
      {
        label: 'UTM campaign',
        sources: ['page', 'plan'],
        prefill: null,
        why: 'in the partner’s tracking plan',
      },
    ]);
  });

  it('asks nothing of a tracking plan on records that a plan does not speak of', () => {
    const options = { partnerType: null, plan: plan(['Referral code', null]) };
    for (const kind of ['account', 'partner', 'contact', 'other'] as const)
      expect(missingFields(record([field('Referral code')], { kind }), [], options)).toEqual([]);
    expect(missingFields(record([field('Referral code')], { kind: 'lead' }), [], options)).toHaveLength(1);
  });

  it('knows what belongs into an empty partner field when the record tells it otherwise', () => {
    const [found] = missingFields(record([field('Partner')]), [rule({})], {
      partnerType: null,
      partnerName: 'Northwind Resellers',
    });
    expect(found?.prefill).toBe('Northwind Resellers');
  });
});
