import { describe, expect, it } from 'vitest';
import { isEmptyWord, squeeze } from '@/lib/crm/dom';
import { titleParts } from '@/lib/crm/naming';
import { readPage } from '@/lib/crm/read-page';
import { domainIn } from '@/lib/crm/review/fields';
import { nameFrom } from '@/lib/crm/review/name';
import { refOf } from '@/lib/crm/url';
import { openDocument } from './fixtures';
import { NO_CLUES } from './review/no-clues';

const url = new URL('https://crm.example.com/opportunities/4711');
const FIELDS = `<dl><dt>Stage</dt><dd>Proposal</dd><dt>Amount</dt><dd>EUR 12,000</dd><dt>Owner</dt><dd>Sales desk</dd>
  <dt>Partner</dt><dd>Northwind Resellers</dd></dl>`;
const page = (inner: string) =>
  openDocument(`<!doctype html><title>Opportunity</title><main><h1>Contoso rollout</h1>${inner}</main>`, url);

const partnerOn = (doc: Document) => {
  const { reading } = readPage(doc, url);
  return reading.state === 'record' ? reading.record.partner?.name : reading;
};

describe('a page', () => {
  it('whose form has an input called children is read', () => {
    const doc = page(`<form><input name="children">${FIELDS}</form>`);
    const form = doc.querySelector('form')!;
    // As browsers have it: the input goes before what every element has.
    Object.defineProperty(form, 'children', { value: form.querySelector('input') });
    expect(partnerOn(doc)).toBe('Northwind Resellers');
  });

  it('with labels right below the root of a component is read', () => {
    const doc = page(`${FIELDS}<x-field></x-field><x-card></x-card>`);
    doc.querySelector('x-field')!.attachShadow({ mode: 'open' }).innerHTML =
      '<label>Deal stage</label><label>Region</label><slot></slot>';
    doc.querySelector('x-card')!.attachShadow({ mode: 'open' }).innerHTML =
      '<h4>Partner type</h4><p>Gold</p>';
    expect(partnerOn(doc)).toBe('Northwind Resellers');
  });

  it.each([
    ['alone', '<a href="/opportunities/4712">Fabrikam renewal</a>'],
    ['beside a text', '<a href="/opportunities/4712">Fabrikam renewal</a><p>Proposal</p>'],
  ])('with a link to another record right below the root of a component, %s, is read', (_where, inner) => {
    const doc = page(`${FIELDS}<x-related></x-related>`);
    doc.querySelector('x-related')!.attachShadow({ mode: 'open' }).innerHTML = inner;
    expect(partnerOn(doc)).toBe('Northwind Resellers');
  });

  it.each([
    ['dashes in a value', () => isEmptyWord(`${'-'.repeat(1_000_000)}x`)],
    ['blanks in a text', () => squeeze('\u00a0x'.repeat(5_000_000))],
    ['blanks in the title', () => titleParts({ title: `x${'\u00a0'.repeat(1_000_000)}y` } as Document)],
    [
      'steps in an address',
      () => refOf({ pathname: `/${'nachname-'.repeat(1_000_000)}`, search: '', hash: '' }),
    ],
    [
      'signs of mail addresses in a value',
      () =>
        domainIn([
          { key: '', label: '', value: `${'@'.repeat(1_000_000)} `, state: 'value', required: false },
        ]),
    ],
    [
      'signs before a word in the name',
      () => nameFrom({ ...NO_CLUES, value: `${'€'.repeat(1_000_000)}signs` }, url),
    ],
  ])('with a million %s is read in the time of a test', (_what, read) => {
    // Without a bound each of them takes minutes, which no test is given.
    expect(read).not.toThrow();
  });
});
