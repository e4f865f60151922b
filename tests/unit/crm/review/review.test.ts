import { describe, expect, it } from 'vitest';
import { reviewed } from '@/lib/crm/review/review';
import type { NameClues, PageField, PageReading, PageRecord } from '@/lib/crm/types';
import { NO_CLUES } from './no-clues';

const field = (label: string, value: string): PageField => ({
  key: label.toLowerCase(),
  label,
  value,
  state: value ? 'value' : 'empty',
  required: false,
});

const CLUES: NameClues = { ...NO_CLUES, headings: [['Harbour cranes', 3]] };

const URL_OF_DEAL = new URL('https://crm.example.com/deals/12');

const reading = (more: Partial<PageRecord>): PageReading => ({
  state: 'record',
  record: {
    crm: 'generic',
    kind: 'deal',
    id: '12',
    name: 'Harbour cranes',
    stage: null,
    amount: null,
    owner: null,
    partner: null,
    account: null,
    fields: [],
    confidence: 1,
    editing: false,
    ...more,
  },
});

function record(more: Partial<PageRecord>): PageRecord {
  const done = reviewed(reading(more), URL_OF_DEAL);
  if (done.state !== 'record') throw new Error(done.state);
  return done.record;
}

const by = (name: string, label = 'Partner') =>
  ({ name, id: '7', field: label, basis: 'partner-field' }) as const;

describe('reviewed', () => {
  it('leaves what shows no record as it is', () => {
    for (const state of ['no-record', 'pending'] as const)
      expect(reviewed({ state }, URL_OF_DEAL)).toEqual({ state });
  });

  it('takes a value without what is pressed to change it, an owner of our side, and a stage before a status', () => {
    const fields = [
      field('担当者', '購買窓口'),
      field('営業担当', '東日本チーム'),
      field('金額', '4,800,000円 ✏️'),
      field('Status', 'Otevřeno'),
      field('Fáze', 'Vyjednávání'),
    ];
    const read = { owner: '購買窓口', amount: '4,800,000円 ✏️', stage: 'Otevřeno' };
    expect(record({ clues: CLUES, fields, ...read })).toMatchObject({
      owner: '東日本チーム',
      amount: '4,800,000円',
      stage: 'Vyjednávání',
    });
  });

  it('calls a filled record by its number, where nothing else names it', () => {
    const clues: NameClues = { ...CLUES, headings: [['Opportunité n°12', 3]] };
    expect(record({ clues, partner: by('Contoso'), fields: [field('Partner', 'Contoso')] }).name).toBe(
      'Opportunité n°12',
    );
    expect(reviewed(reading({ clues }), URL_OF_DEAL)).toEqual({ state: 'no-record' });
  });

  it('takes a stage and an amount that only their values tell', () => {
    const fields = [field('Where it is', 'Proposal sent')];
    const clues: NameClues = { ...CLUES, beside: [['€ 45,000', 24]] };
    expect(record({ clues, fields })).toMatchObject({ stage: 'Proposal sent', amount: '€ 45,000' });
    expect(record({ clues, fields, kind: 'account' })).toMatchObject({ stage: null, amount: null });
  });

  it('tells the name by its clues and sends none of them on', () => {
    const clues: NameClues = { ...CLUES, headings: [['Edit Harbour cranes deal', 3]] };
    const { name, ...rest } = record({ clues, name: 'Edit Harbour cranes deal' });
    expect(name).toBe('Harbour cranes');
    expect(rest).not.toHaveProperty('clues');
  });

  it('keeps the name of a reader that knows it', () => {
    expect(record({ name: 'Settings' }).name).toBe('Settings');
  });

  it('takes a page without a name, or one that refuses, for no record', () => {
    expect(reviewed(reading({ clues: { ...CLUES, headings: [] } }), URL_OF_DEAL)).toEqual({
      state: 'no-record',
    });
    const denied: NameClues = { ...CLUES, headings: [...CLUES.headings, ['Access denied', 3]] };
    expect(reviewed(reading({ clues: denied }), URL_OF_DEAL)).toEqual({ state: 'no-record' });
  });

  it('takes a form without an id in which nothing is filled for none', () => {
    const fields = [field('Partner', ''), field('Stage', 'Not set'), field('Colour', 'red')];
    expect(reviewed(reading({ clues: CLUES, id: null, fields }), URL_OF_DEAL)).toEqual({
      state: 'no-record',
    });
    expect(reviewed(reading({ clues: CLUES, id: '12', fields }), URL_OF_DEAL).state).toBe('record');
  });

  it('empties what only says that there is none, in any language', () => {
    const fields = [field('Stage', 'Keine Angabe'), field('Owner', 'Team North')];
    const done = record({ stage: 'Keine Angabe', owner: 'Team North', fields });
    expect(done.stage).toBeNull();
    expect(done.owner).toBe('Team North');
    expect(done.fields.map(({ state, value }) => [state, value])).toEqual([
      ['empty', ''],
      ['value', 'Team North'],
    ]);
  });

  it('takes the next field that names a partner where the first one names nobody', () => {
    const fields = [field('Partner', 'Pending'), field('Reseller', 'Northwind (Reseller)')];
    expect(record({ partner: by('Pending'), fields }).partner).toEqual({
      name: 'Northwind',
      id: null,
      field: 'Reseller',
      basis: 'partner-field',
    });
    expect(record({ partner: by('Pending'), fields: fields.slice(0, 1) }).partner).toBeNull();
    expect(record({ partner: by('Northwind'), fields }).partner).toEqual(by('Northwind'));
  });

  it('leaves what a person taught as it was taught', () => {
    const fields = [field('Partner region', 'Northwind'), field('Reseller', 'Fabrikam')];
    const taught = { lesson: 'l1', weak: [] };
    expect(record({ partner: by('Northwind', 'Partner region'), fields, taught }).partner?.name).toBe(
      'Northwind',
    );
    expect(record({ partner: by('Northwind', 'Partner region'), fields }).partner?.name).toBe('Fabrikam');
    expect(record({ partner: by('Pending'), fields, taught }).partner).toBeNull();
    const clues: NameClues = { ...CLUES, headings: [['Access denied', 3]], value: 'Harbour cranes' };
    expect(record({ name: 'Access denied', clues, taught })).not.toHaveProperty('clues');
  });

  it('does the same for the account', () => {
    const account = { name: '3 open deals', id: null, domain: null };
    expect(record({ account }).account).toBeNull();
    expect(record({ account, fields: [field('Customer', 'Alpine Rail')] }).account?.name).toBe('Alpine Rail');
  });

  it('names a partner and an account after the record, with their domain', () => {
    const clues: NameClues = { ...CLUES, headings: [['Partner: Northwind', 3]] };
    const account = { name: 'Partner: Northwind', id: '12', domain: null };
    const partner = { name: 'Partner: Northwind', id: '12', field: '', basis: 'self' } as const;
    const done = record({
      kind: 'partner',
      clues,
      partner,
      account,
      fields: [field('E-mail', 'hello@northwind.example.com')],
    });
    expect(done.partner?.name).toBe('Northwind');
    expect(done.account).toEqual({ name: 'Northwind', id: '12', domain: 'northwind.example.com' });
  });

  it('takes what has an amount and a day to close for a deal, whatever the product calls it', () => {
    const sale = [field('Amount', '$9,000'), field('Expected close', '2026-12-01')];
    expect(record({ kind: 'lead', clues: CLUES, fields: sale }).kind).toBe('deal');
    expect(
      record({ kind: 'lead', clues: CLUES, fields: [...sale, field('E-mail', 'a@example.com')] }).kind,
    ).toBe('lead');
    const project = [field('Amount', '22000'), field('Status', 'Open'), field('Lead status', 'Proposal')];
    const done = record({ kind: 'other', clues: CLUES, stage: 'Open', fields: project });
    expect([done.kind, done.stage]).toEqual(['deal', 'Proposal']);
  });

  it('takes a time of day or a share for no stage', () => {
    for (const stage of ['14:20', '60 %']) expect(record({ stage, clues: CLUES }).stage).toBeNull();
    expect(record({ stage: '2', clues: CLUES }).stage).toBe('2');
  });

  it('leaves out the number of a step where a field names it without, and there alone', () => {
    const steps = field('Stage', '3 Negotiation');
    const stage = '3 Negotiation';
    const both = [field('Phase', 'Negotiation'), steps];
    expect(record({ stage, clues: CLUES, fields: both }).stage).toBe('Negotiation');
    expect(record({ stage, clues: CLUES, fields: [steps] }).stage).toBe('3 Negotiation');
  });

  it('takes a party with a job for a person, whose job is not its name', () => {
    const clues: NameClues = { ...CLUES, headings: [['Purchasing desk', 3]], value: 'Buyer' };
    const fields = [field('Job title', 'Buyer'), field('Email', 'desk@example.com')];
    const done = record({ kind: 'account', clues, fields });
    expect([done.kind, done.name]).toEqual(['contact', 'Purchasing desk']);
  });

  it.each([
    ['/cases/991', 'Login fails'],
    ['/campaigns/8', 'Spring co-marketing'],
    ['/o/12', 'Ticket 12: login fails'],
  ])('takes %s, "%s" for no record, though it names a partner', (path, heading) => {
    const clues: NameClues = { ...CLUES, headings: [[heading, 3]] };
    const page = reading({
      kind: 'other',
      clues,
      partner: by('Northwind'),
      fields: [field('Partner', 'Northwind')],
    });
    expect(reviewed(page, new URL(path, URL_OF_DEAL))).toEqual({ state: 'no-record' });
  });

  it('takes an account that is called like a person for a contact, of the company that it names', () => {
    const account = { name: 'Support desk', id: '12', domain: null };
    const clues: NameClues = { ...CLUES, headings: [['Support desk', 3]], person: 'Support desk' };
    const done = record({ kind: 'account', account, clues, fields: [field('Company', 'Alpine Rail')] });
    expect(done.kind).toBe('contact');
    expect(done.account).toEqual({ name: 'Alpine Rail', id: null, domain: null });
  });

  it('takes what a number is asked for as the company where its name stands there', () => {
    const fields = [field('Partner Id', 'Alpine Resellers GmbH'), field('Account ID', 'Contoso AG')];
    const { partner, account } = record({ fields, clues: CLUES });
    expect(partner).toMatchObject({ name: 'Alpine Resellers GmbH', field: 'Partner Id' });
    expect(account?.name).toBe('Contoso AG');
    const numbers = [field('Partner Id', 'ALP-0042'), field('Account ID', '4711')];
    expect(record({ fields: numbers, clues: CLUES })).toMatchObject({ partner: null, account: null });
  });

  it('keeps a record whose name is typed anew', () => {
    const fields = [
      field('Title', ''),
      field('Partner', 'Alpine Resellers GmbH'),
      field('Stage', 'Proposal'),
    ];
    const clues = { ...CLUES, headings: [] };
    expect(record({ fields, clues, editing: true, partner: by('Alpine Resellers GmbH') })).toMatchObject({
      name: 'deal 12',
      partner: { name: 'Alpine Resellers GmbH' },
    });
    expect(reviewed(reading({ fields, clues, editing: false }), URL_OF_DEAL).state).toBe('no-record');
    const place = new URL('https://crm.example.com/deals');
    expect(reviewed(reading({ fields, clues, editing: true }), place).state).toBe('no-record');
  });

  it('leaves out what was read twice, and the control that is named after the value beside it', () => {
    const twice = [field('Partner', ''), field('Partner', ''), field('Stage', 'Won')];
    expect(record({ clues: CLUES, fields: twice }).fields).toEqual(twice.slice(1));
    const shadows = [
      field('Harbour Systems Group', ''),
      field('Partner', 'Harbour Systems Group'),
      field('Shortlisted', ''),
      field('Stage', 'Shortlisted'),
    ];
    expect(record({ clues: CLUES, fields: shadows }).fields).toEqual([shadows[1], shadows[3]]);
  });

  it('takes no value that repeats its label, nor the letters of the mark before a name', () => {
    const fields = [field('Partner', 'Partner'), field('Owner', 'T Team South')];
    const read = record({ clues: CLUES, fields, partner: by('Partner'), owner: 'T Team South' });
    expect(read).toMatchObject({ partner: null, owner: 'Team South' });
    expect(read.fields[0]).toMatchObject({ state: 'empty' });
    expect(record({ clues: CLUES, owner: 'EO Équipe Ouest' }).owner).toBe('Équipe Ouest');
    expect(record({ clues: CLUES, partner: by('NW Northwind Wholesale') }).partner?.name).toBe(
      'Northwind Wholesale',
    );
    for (const name of ['AB Northwind', 'A B Trading', 'GE Vernova', 'T Mobile'])
      expect(record({ clues: CLUES, partner: by(name) }).partner?.name).toBe(name);
  });

  it('takes the record’s own title for no label, though it ends in a word for a field', () => {
    const title = 'Tablets for the account';
    const clues: NameClues = { ...CLUES, headings: [[title, 3]] };
    const fields = [field(title, 'Edit Delete'), field('Stage', 'Proposal')];
    const account = { name: 'Edit Delete', id: null, domain: null };
    expect(record({ clues, fields, account })).toMatchObject({
      name: title,
      account: null,
      fields: [fields[1]],
    });
  });

  it('takes the entries of a history, each with its time, for no fields', () => {
    const entries = ['Phase changed to Won', 'Mail to the customer', 'Call'].map((text) =>
      field(text, '2 d'),
    );
    const fields = [...entries, field('Stage', 'Proposal')];
    expect(record({ clues: CLUES, fields, stage: '2 d' })).toMatchObject({
      stage: 'Proposal',
      fields: [fields[3]],
    });
    expect(record({ clues: CLUES, fields: [field('Open for', '2 d')] }).fields).toHaveLength(1);
  });

  it('takes a description for the name only where nothing stands large', () => {
    const fields = [field('Description', 'Twelve shops in two phases.')];
    const value = fields[0]!.value;
    const headings: NameClues['headings'] = [['Harbour cranes', 1.5]];
    expect(record({ fields, clues: { ...CLUES, headings, value } }).name).toBe('Harbour cranes');
    expect(record({ fields, clues: { ...CLUES, headings: [], value } }).name).toBe(value);
  });

  it('takes nobody for a contact who is employed here, or of whom nothing tells a person', () => {
    const person = (url: string, ...fields: PageField[]) =>
      reviewed(reading({ kind: 'contact', fields, clues: CLUES }), new URL(url)).state;
    const job = field('Job title', 'Buyer');
    expect(person('https://hr.example.com/people/12', job, field('Salary', '48,000'))).toBe('no-record');
    expect(person('https://crm.example.com/people/12', job)).toBe('record');
    expect(person('https://work.example.com/browse/VND-418', field('Priority', 'High'))).toBe('no-record');
    expect(person('https://crm.example.com/contacts/12', field('Notes', 'x'))).toBe('record');
  });

  it('keeps an empty field whose label is what another one says', () => {
    const fields = [field('Type', 'Partner'), field('Partner', '')];
    expect(record({ clues: CLUES, fields }).fields).toEqual(fields);
  });
});

describe('what a record is, by fields that its kind has not', () => {
  const of = (
    kind: PageRecord['kind'],
    fields: PageField[],
    more: Partial<NameClues> = {},
    address = '/x/12',
  ) =>
    reviewed(
      reading({ kind, fields, clues: { ...CLUES, ...more } }),
      new URL(`https://crm.example.com${address}`),
    );
  const shown = (read: PageReading) => (read.state === 'record' ? read.record : null);

  it('takes a lead with an amount and a reason for its loss for a deal', () => {
    const amount = field('Amount', 'EUR 9,000');
    expect(shown(of('lead', [amount, field('Motivo de pérdida', '')], {}, '/leads/12'))?.kind).toBe('deal');
    expect(shown(of('lead', [amount, field('Source', 'Web')], {}, '/leads/12'))?.kind).toBe('lead');
  });

  it('shows nobody who is employed and nothing that is booked', () => {
    const partner = field('Partner', 'Harbour Systems');
    expect(of('other', [partner, field('Stage', 'Two')]).state).toBe('record');
    expect(of('other', [partner, field('Salaire brut', '31 200 €')]).state).toBe('no-record');
    expect(of('other', [partner], {}, '/reservations/12').state).toBe('no-record');
  });

  it('names the partner that looks after an account', () => {
    const read = shown(of('account', [field('Managed by partner', 'Harbour Systems')], {}, '/companies/12'));
    expect(read?.partner).toMatchObject({ name: 'Harbour Systems', basis: 'partner-field' });
  });

  it('calls a record neither after who looks after it nor a person after their title', () => {
    const desk = field('Accountmanager', 'North Desk');
    expect(shown(of('account', [desk], { value: 'North Desk' }, '/companies/12'))?.name).toBe(
      'Harbour cranes',
    );
    const title = field('Title', 'Buyer');
    const person = shown(
      of('account', [field('Company', 'Tailspin Toys'), title, field('Email', 's@example.com')], {
        value: 'Buyer',
      }),
    );
    expect(person).toMatchObject({ kind: 'contact', account: { name: 'Tailspin Toys' } });
    const clues = { headings: [['Sasha Field', 1.5]] as const, value: 'Buyer' };
    expect(shown(of('contact', [title, field('Email', 's@example.com')], clues, '/contacts/12'))?.name).toBe(
      'Sasha Field',
    );
  });
});
