import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { learnAddress, matchAddress } from '@/lib/crm/taught/address';

const ORIGIN = 'https://crm.example.com';
const url = (path: string) => new URL(path, ORIGIN);
const learn = (a: string, b: string) => learnAddress(url(a), url(b));

describe('learnAddress and matchAddress', () => {
  it.each([
    ['/deals/12', '/deals/977', '/deals/5', '5'],
    ['/app/7/opp/show?id=12', '/app/7/opp/show?id=13', '/app/7/opp/show?tab=x&id=99', '99'],
    [
      '/#Vorgang/ansicht/5f3a0c77e1d94b',
      '/#Vorgang/ansicht/aa3a0c77e1d94b',
      '/#Vorgang/ansicht/bb3a0c77e1d94b',
      'bb3a0c77e1d94b',
    ],
    [
      '/index.php?module=Opp&record=12',
      '/index.php?module=Opp&record=13',
      '/index.php?record=14&module=Opp',
      '14',
    ],
    ['/firma/acme/v/nordlicht-umzug', '/firma/acme/v/hafen-neubau', '/firma/acme/v/kran-miete', 'kran-miete'],
    ['/deals/12', '/deals/13', '/deals/14/edit', '14'],
    ['/kunden/3/vorgang/12', '/kunden/4/vorgang/13', '/kunden/9/vorgang/14', '14'],
  ])('from %s and %s it reads %s', (first, second, third, id) => {
    const pattern = learn(first, second);
    expect(pattern).not.toBeNull();
    expect(matchAddress(pattern!, url(third))).toEqual({ id });
  });

  it.each([
    ['/deals/12', '/contacts/12'],
    ['/deals/12', '/deals/new'],
    ['/deals/12', '/deals/12/history'],
    ['/index.php?module=Opp&record=12', '/index.php?module=Contact&record=13'],
  ])('%s and %s are not of one kind', (first, second) => {
    expect(learn(first, second)).toBeNull();
  });

  it.each(['/deals', '/deals/new', '/deals/board', '/deals/12/history', '/contacts/12', '/'])(
    'leaves out %s',
    (other) => {
      expect(matchAddress(learn('/deals/12', '/deals/13')!, url(other))).toBeNull();
    },
  );

  it('takes an address without an id for what it is', () => {
    const pattern = learn('/desk', '/desk#details')!;
    expect(pattern.id).toBeNull();
    expect(matchAddress(pattern, url('/desk'))).toEqual({ id: null });
  });

  it('finds the id of any record at any of the usual forms of address', () => {
    const id = fc.oneof(fc.integer({ min: 1, max: 1e9 }).map(String), fc.uuid());
    const form = fc.constantFrom<(id: string) => string>(
      (one) => `/vorgang/${one}`,
      (one) => `/t/4711/vorgang/${one}`,
      (one) => `/#/vorgang/${one}`,
      (one) => `/vorgang?nr_id=${one}&ansicht=lang`,
    );
    fc.assert(
      fc.property(form, fc.uniqueArray(id, { minLength: 3, maxLength: 3 }), (at, [a, b, c]) => {
        const pattern = learn(at(a!), at(b!));
        return pattern !== null && matchAddress(pattern, url(at(c!)))?.id === c;
      }),
    );
  });
});
