import { describe, expect, it } from 'vitest';
import { candidates } from '@/lib/identity/candidates';
import type { Verdict } from '@/lib/identity/types';
import type { Partner } from '@/lib/match/types';
import { partnerWith } from '../../fixtures/partner';

const partner = (id: string, name: string, more: Partial<Partner> = {}): Partner =>
  partnerWith({ id, name, ...more });

const found = (partners: Partner[], verdicts: Verdict[] = []) =>
  candidates(partners, verdicts).map(({ into, from, evidence }) => [
    into.id,
    from.id,
    evidence.map(({ kind }) => kind),
  ]);

describe('partners that may be one', () => {
  it('share a name but for the legal form, a domain, a code or a CRM record', () => {
    expect(found([partner('1', 'Nordwind GmbH'), partner('2', 'Nordwind Ltd.')])).toEqual([
      ['1', '2', ['name']],
    ]);
    expect(
      found([
        partner('1', 'Alpha', { domains: ['alpha.example'], codes: ['ALPHA10'] }),
        partner('2', 'Beta', { domains: ['www.alpha.example'], codes: ['alpha10'] }),
      ]),
    ).toEqual([['1', '2', ['code', 'domain']]]);
    expect(
      found([
        partner('1', 'Alpha', { crmIds: ['hubspot:7'] }),
        partner('2', 'Gamma', { crmIds: ['hubspot:7'] }),
      ]),
    ).toEqual([['1', '2', ['crm-id']]]);
    expect(found([partner('1', 'Alpha', { aliases: ['Beta Inc'] }), partner('2', 'Beta')])).toEqual([
      ['1', '2', ['alias']],
    ]);
  });

  it.each([
    ['Nordwind', 'Nordwnd'],
    ['Nordwind', 'Nordwinde'],
    ['Nordwind', 'Nordwimd'],
    ['Nordwind', 'Nodrwind'],
  ])('differ by one slip: %s and %s', (a, b) => {
    expect(found([partner('1', a), partner('2', b)])).toEqual([['1', '2', ['spelling']]]);
  });

  it.each([
    ['Nordwind', 'Nardwund'],
    ['Filiale 12', 'Filiale 13'],
    ['Acme', 'Acne'],
    ['Suedstern', 'Nordwind'],
  ])('are not %s and %s', (a, b) => {
    expect(found([partner('1', a), partner('2', b)])).toEqual([]);
  });

  it('are not a company and its parent, nor a pair that a person kept apart', () => {
    const shared = { domains: ['alpha.example'] };
    expect(
      found([partner('1', 'Alpha', shared), partner('2', 'Alpha Iberia', { ...shared, parent: 'Alpha' })]),
    ).toEqual([]);
    const pair = [partner('1', 'Nordwind GmbH'), partner('2', 'Nordwind Ltd.')];
    const two: Verdict = { kind: 'two', from: '2', into: '1', name: '', because: [], at: '', endedAt: null };
    expect(found(pair, [two])).toEqual([]);
    expect(found(pair, [{ ...two, endedAt: '2026-01-02' }])).toHaveLength(1);
  });

  it('are not many with one host or code, which is then none’s own', () => {
    const many = Array.from({ length: 6 }, (_, i) =>
      partner(String(i), `${'QWXZKV'[i]}${'abcdefgh'.repeat(i + 1)}`, { domains: ['market.example'] }),
    );
    expect(found(many)).toEqual([]);
  });

  it('keep the one of which more is known, and come surest first', () => {
    const list = candidates(
      [
        partner('name:nordwind', 'Nordwind'),
        partner('P1', 'Nordwind GmbH', { type: 'reseller' }),
        partner('P2', 'Suedstern Technik'),
        partner('P3', 'Suedstern'),
      ],
      [],
    );
    expect(list.map(({ into, from }) => [into.id, from.id])).toEqual([
      ['P1', 'name:nordwind'],
      ['P2', 'P3'],
    ]);
  });

  it('are found among 10,000 partners', () => {
    const many = Array.from({ length: 10_000 }, (_, i) =>
      partner(`P${i}`, `${String.fromCharCode(97 + (i % 26))}${(i * 7919).toString(36)} Systems ${i % 97}`),
    );
    expect(
      found([...many, partner('X', 'Zugspitze Handel'), partner('Y', 'Zugspitze Handl')]),
    ).toContainEqual(['X', 'Y', ['spelling']]);
  });
});
