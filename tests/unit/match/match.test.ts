import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PageRecord } from '@/lib/crm/types';
import { salesforceId18 } from '@/lib/match/crm-id';
import { memoryLookup } from '@/lib/match/lookup';
import { matchRecord } from '@/lib/match/match';
import { partnerWith as partner } from '../../fixtures/partner';

const record = (over: Partial<PageRecord>): PageRecord => ({
  crm: 'demo',
  kind: 'deal',
  id: 'D-1',
  name: 'A deal',
  stage: null,
  amount: null,
  owner: null,
  partner: null,
  account: null,
  fields: [],
  confidence: 1,
  editing: false,
  ...over,
});

const mention = (over: Partial<NonNullable<PageRecord['partner']>>): PageRecord['partner'] => ({
  name: null,
  id: null,
  field: 'Partner',
  basis: 'partner-field',
  ...over,
});

const partners = [
  partner({
    id: 'P-1',
    name: 'Northwind Resellers GmbH',
    aliases: ['NWR'],
    domains: ['northwind.example'],
    crmIds: ['demo:77', '900'],
  }),
  partner({
    id: 'P-2',
    name: 'Contoso Alliance',
    domains: ['gmail.com'],
    crmIds: ['salesforce:0015g00000Ab1CdAAJ'],
  }),
  partner({ id: 'P-3', name: 'Fabrikam Ltd', aliases: ['Shared Name'] }),
  partner({ id: 'P-4', name: 'Fabrikam Inc.', aliases: ['Shared Name'] }),
  partner({ id: '12', name: 'Tailspin' }),
  partner({ id: 'P-6', name: 'NWR' }),
];
const directory = memoryLookup(partners);
const match = (over: Partial<PageRecord>) => matchRecord(record(over), directory);

describe('matchRecord', () => {
  it('trusts the record id before the name', async () => {
    expect(await match({ partner: mention({ id: '77', name: 'Contoso Alliance' }) })).toEqual({
      state: 'matched',
      partnerId: 'P-1',
      basis: 'id',
      via: 'Partner',
    });
    expect(await match({ partner: mention({ id: 'P-2', name: 'Somebody else' }) })).toMatchObject({
      partnerId: 'P-2',
      basis: 'id',
    });
  });

  it('does not take an id of one CRM for the same id of another', async () => {
    expect(await match({ crm: 'hubspot', partner: mention({ id: '77', name: 'Nobody' }) })).toEqual({
      state: 'unknown',
      name: 'Nobody',
    });
  });

  it('does not let a bare row number overrule a name that says another partner', async () => {
    expect(await match({ partner: mention({ id: '12', name: 'Contoso Alliance' }) })).toEqual({
      state: 'ambiguous',
      candidates: ['12', 'P-2'],
      via: 'Partner',
      text: 'Contoso Alliance',
    });
    expect(await match({ partner: mention({ id: '12', name: 'Tailspin AG' }) })).toMatchObject({
      partnerId: '12',
      basis: 'id',
    });
    expect(await match({ partner: mention({ id: '12' }) })).toMatchObject({ partnerId: '12', basis: 'id' });
  });

  it('takes 15 and 18 characters of a Salesforce id for the same record', async () => {
    expect(salesforceId18('0015g00000Ab1Cd')).toHaveLength(18);
    const eighteen = salesforceId18('0015g00000Ab1Cd');
    const lookup = memoryLookup([partner({ id: 'X', name: 'X', crmIds: [`salesforce:${eighteen}`] })]);
    const result = await matchRecord(
      record({ crm: 'salesforce', partner: mention({ id: '0015g00000Ab1Cd' }) }),
      lookup,
    );
    expect(result).toMatchObject({ state: 'matched', partnerId: 'X', basis: 'id' });
    const other = await matchRecord(
      record({ crm: 'salesforce', partner: mention({ id: '0015g00000ab1cd' }) }),
      lookup,
    );
    expect(other.state).toBe('unknown');
  });

  it('ignores the case and braces of a GUID', async () => {
    const lookup = memoryLookup([
      partner({ id: 'X', name: 'X', crmIds: ['0a1b2c3d-0000-4000-8000-00000000abcd'] }),
    ]);
    const result = await matchRecord(
      record({ partner: mention({ id: '{0A1B2C3D-0000-4000-8000-00000000ABCD}' }) }),
      lookup,
    );
    expect(result).toMatchObject({ partnerId: 'X', basis: 'id' });
  });

  it('matches folded names, then aliases', async () => {
    expect(await match({ partner: mention({ name: 'northwind  resellers (Reseller)' }) })).toEqual({
      state: 'matched',
      partnerId: 'P-1',
      basis: 'name',
      via: 'Partner',
    });
    // P-1 is also called NWR, but P-6 has it as its name.
    expect(await match({ partner: mention({ name: 'NWR' }) })).toMatchObject({
      partnerId: 'P-6',
      basis: 'name',
    });
    expect(await match({ partner: mention({ name: 'N.W.R.' }) })).toMatchObject({ partnerId: 'P-6' });
  });

  it('says ambiguous when several fit the same step', async () => {
    expect(await match({ partner: mention({ name: 'Fabrikam' }) })).toEqual({
      state: 'ambiguous',
      candidates: ['P-3', 'P-4'],
      via: 'Partner',
      text: 'Fabrikam',
    });
    expect(await match({ partner: mention({ name: 'Shared Name' }) })).toMatchObject({ state: 'ambiguous' });
  });

  it('knows a named but unknown partner from none', async () => {
    expect(await match({ partner: mention({ name: 'Brand New AG' }) })).toEqual({
      state: 'unknown',
      name: 'Brand New AG',
    });
    expect(await match({ partner: mention({ id: 'zzz' }) })).toEqual({ state: 'unknown', name: 'zzz' });
    expect(await match({})).toEqual({ state: 'none' });
    expect(await match({ partner: mention({ name: '  ' }) })).toEqual({ state: 'none' });
  });

  it('takes an account that is itself a partner, and says so; of other records never', async () => {
    const account = { name: 'Contoso Alliance', id: 'P-2', domain: 'northwind.example' };
    for (const kind of ['deal', 'lead'] as const)
      expect(await match({ kind, account })).toEqual({
        state: 'matched',
        partnerId: 'P-2',
        basis: 'account',
        via: 'Contoso Alliance',
      });
    expect(await match({ kind: 'other', account })).toEqual({ state: 'none' });
    expect(await match({ account: { name: 'Fabrikam', id: null, domain: null } })).toEqual({ state: 'none' });
    expect(await match({ account: { name: 'A customer', id: null, domain: null } })).toEqual({
      state: 'none',
    });
  });

  it('matches the record page of a partner or account as itself', async () => {
    expect(await match({ kind: 'account', id: '77', name: 'Renamed' })).toMatchObject({
      partnerId: 'P-1',
      basis: 'id',
    });
    expect(await match({ kind: 'partner', id: null, name: 'Contoso Alliance' })).toMatchObject({
      partnerId: 'P-2',
      basis: 'name',
    });
    const account = { name: 'Northwind Holding', id: null, domain: 'https://www.northwind.example' };
    expect(await match({ kind: 'account', id: null, name: 'Northwind Holding', account })).toEqual({
      state: 'matched',
      partnerId: 'P-1',
      basis: 'domain',
      via: 'northwind.example',
    });
  });

  it('calls an unlisted partner unknown, but not an ordinary customer', async () => {
    expect(await match({ kind: 'partner', name: 'Brand New AG' })).toEqual({
      state: 'unknown',
      name: 'Brand New AG',
    });
    expect(await match({ kind: 'account', name: 'Some Customer' })).toEqual({ state: 'none' });
    expect(
      await match({ kind: 'account', name: 'Some Customer', partner: mention({ name: 'Contoso Alliance' }) }),
    ).toMatchObject({
      partnerId: 'P-2',
    });
  });

  it('matches a contact through its employer only when that is a partner', async () => {
    expect(
      await match({ kind: 'contact', account: { name: 'Contoso Alliance', id: null, domain: null } }),
    ).toMatchObject({ partnerId: 'P-2' });
    expect(
      await match({ kind: 'contact', account: { name: 'Some Customer', id: null, domain: null } }),
    ).toEqual({ state: 'none' });
  });

  it('never matches by a shared mail domain', async () => {
    const account = { name: 'Somebody', id: null, domain: 'gmail.com' };
    expect(await match({ kind: 'account', name: 'Somebody', account })).toEqual({ state: 'none' });
  });

  it('only ever answers with partners of the directory, whatever the record says', async () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom('77', '12', 'NWR', 'Fabrikam', 'P-1', 'gmail.com', 'Contoso Alliance'),
    );
    const known = new Set(partners.map((p) => p.id));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('deal', 'lead', 'account', 'partner', 'contact', 'other' as const),
        text,
        fc.option(text),
        fc.option(text),
        fc.option(text),
        async (kind, name, partnerName, partnerId, domain) => {
          const result = await match({
            kind: kind as PageRecord['kind'],
            name,
            partner: mention({ name: partnerName, id: partnerId }),
            account: { name, id: partnerId, domain },
          });
          if (result.state === 'matched') expect(known).toContain(result.partnerId);
          if (result.state === 'ambiguous') {
            expect(result.candidates.length).toBeGreaterThan(1);
            for (const id of result.candidates) expect(known).toContain(id);
          }
          if (result.state === 'unknown') expect(result.name.trim()).not.toBe('');
        },
      ),
    );
  });
});
