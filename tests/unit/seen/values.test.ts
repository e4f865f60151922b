import { describe, expect, it } from 'vitest';
import type { FieldState, PageRecord } from '@/lib/crm/types';
import { amountOf, valuesOf } from '@/lib/seen/values';

const field = (label: string, value: string, state: FieldState = value ? 'value' : 'empty') => ({
  key: label.toLowerCase(),
  label,
  value,
  state,
  required: false,
});

const record = (part: Partial<PageRecord> = {}): PageRecord => ({
  crm: 'generic',
  kind: 'deal',
  id: '7',
  name: 'Contoso rollout',
  stage: 'Proposal',
  amount: null,
  owner: 'Desk one',
  partner: null,
  account: null,
  fields: [],
  confidence: 1,
  editing: false,
  ...part,
});

describe('amounts of pages', () => {
  it.each([
    ['€1,250.50', '1250.50', 'EUR'],
    ['1.250,50 €', '1250.50', 'EUR'],
    ['EUR 12,500', '12500', 'EUR'],
    ['12.500 €', '12500', 'EUR'],
    ['US$ 99', '99', 'USD'],
    ['1 250,5 PLN', '1250.5', 'PLN'],
    ['1200', '1200', null],
  ])('%s', (text, amount, currency) => expect(amountOf(text, 'EUR')).toEqual({ amount, currency }));

  it.each(['USD 1,200.00 (EUR 1,100.00)', '15 %', 'on request', '', '12 kr'])(
    'says nothing of "%s"',
    (text) => expect(amountOf(text, 'EUR')).toBeNull(),
  );
});

describe('values of a record', () => {
  it('leaves out what the page does not show', () => {
    expect(valuesOf(record({ stage: null, owner: null }), [], null, 'EUR')).toEqual({
      name: 'Contoso rollout',
    });
  });

  it('takes the partner of its field, and an empty partner field for empty', () => {
    const partner = { name: 'Northwind', id: null, field: 'Reseller', basis: 'partner-field' } as const;
    expect(valuesOf(record({ partner }), [], null, 'EUR')).toMatchObject({
      partner: 'Northwind',
      partnerField: 'Reseller',
    });
    expect(valuesOf(record({ fields: [field('Partner', '')] }), [], null, 'EUR').partner).toBeNull();
    // Known from a domain: its field says nothing.
    const domain = { ...partner, basis: 'domain' } as const;
    expect(valuesOf(record({ partner: domain }), [], null, 'EUR')).not.toHaveProperty('partner');
  });

  it('does not take a partner field for emptied that is not shown, or another one', () => {
    const shown = (fields: PageRecord['fields']) => valuesOf(record({ fields }), [], 'Reseller', 'EUR');
    expect(shown([field('Reseller', '', 'absent')])).not.toHaveProperty('partner');
    expect(shown([field('Reseller', '', 'pending')])).not.toHaveProperty('partner');
    expect(shown([field('Referral partner', '')])).not.toHaveProperty('partner');
    expect(shown([field('Reseller', '')]).partner).toBeNull();
  });

  it('reads a discount as a share, and no amount of money for one', () => {
    const discount = (label: string, value: string) =>
      valuesOf(record({ fields: [field(label, value)] }), [], null, 'EUR').discount;
    expect(discount('Discount', '12.5 %')).toBe('0.125');
    expect(discount('Rabatt', '12,5%')).toBe('0.125');
    expect(discount('Discount (%)', '20')).toBe('0.2');
    expect(discount('Discount', '')).toBeNull();
    expect(discount('Discount', '€200')).toBeUndefined();
    expect(discount('Discount approval', '5')).toBeUndefined();
  });

  const created = (label: string, value: string) =>
    valuesOf(record({ fields: [field(label, value)] }), [], null, 'EUR').created;

  it.each([
    ['Create Date', '2026-01-05T09:00:00Z'],
    ['Created Date', 'January 5, 2026'],
    ['Date added', '5 Jan 2026'],
    ['Erstellt am', '05.01.2026, 09:00'],
    ['Anlagedatum', '5. Januar 2026'],
    ['Date de création', '5 janvier 2026'],
    ['Fecha de creación', '5 de enero de 2026'],
    ['Data de criação', '2026-01-05'],
    ['Aangemaakt op', '5 januari 2026'],
    ['Data di creazione', '5 gennaio 2026'],
    ['Data utworzenia', '05.01.2026'],
    ['作成日', '2026年1月5日'],
  ])('takes the day of creation from "%s": %s', (label, value) =>
    expect(created(label, value)).toBe('2026-01-05'),
  );

  it.each([
    ['Created by', '5 January 2026'],
    ['Erstellt von', '05.01.2026'],
    ['Créé par', '5 janvier 2026'],
    ['Creado por', '2026-01-05'],
    ['作成者', '2026年1月5日'],
    ['Last activity created', '2026-01-05'],
    ['Close Date', '2026-01-05'],
    // Nobody can say which of them is the month.
    ['Create Date', '01/05/2026'],
    ['Create Date', '3 days ago'],
  ])('takes none from "%s": %s', (label, value) => expect(created(label, value)).toBeUndefined());

  it('reads digits of which one can only be the day', () => {
    expect(created('Create Date', '01/25/2026 8:00 AM')).toBe('2026-01-25');
    expect(created('Create Date', '25/01/2026')).toBe('2026-01-25');
    expect(created('Create Date', '05/05/2026')).toBe('2026-05-05');
  });

  it('keeps which required fields are filled, never their values', () => {
    const checks = [
      { label: 'Registration', filled: true },
      { label: 'Partner role', filled: false },
    ];
    expect(valuesOf(record(), checks, null, 'EUR')).toMatchObject({
      'required:Registration': 'filled',
      'required:Partner role': null,
    });
  });
});
