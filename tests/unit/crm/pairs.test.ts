import { expect, it, vi } from 'vitest';
import { readPage } from '@/lib/crm/read-page';
import { openDocument } from './fixtures';

const url = new URL('https://crm.example.com/deals/12/edit');
const fields = (doc: Document) => {
  const { reading } = readPage(doc, url);
  if (reading.state !== 'record') throw new Error(reading.state);
  return reading.record.fields;
};

it('sees a star that only the style sheet draws', () => {
  const field = (label: string, value: string, name = '') =>
    `<div class="item ${name}"><label for="${label}">${label}</label><input id="${label}" value="${value}"></div>`;
  const doc = openDocument(
    `<main><h1>Edit deal</h1><form>${field('Name', 'Cold hall 3')}${field('Stage', 'Proposal')}
     ${field('Partner', '', 'starred')}${field('Owner', '')}</form></main>`,
    url,
  );
  const { getComputedStyle } = doc.defaultView!;
  vi.spyOn(doc.defaultView!, 'getComputedStyle').mockImplementation((el, part) =>
    part === '::before' && el.closest('.starred')
      ? ({ content: '"*"' } as CSSStyleDeclaration)
      : getComputedStyle.call(doc.defaultView, el),
  );
  const required = fields(doc).flatMap((one) => (one.required ? [one.label] : []));
  expect(required).toEqual(['Partner']);
});
