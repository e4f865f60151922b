import { describe, expect, it } from 'vitest';
import { cellsOf, MOST_CELLS } from '@/lib/crm/cells';
import { rowReaders } from '@/lib/crm/row-readers';
import { loadFixtures, openDocument } from './fixtures';

const url = new URL('https://crm.example.com/deals');
const cells = (html: string) => {
  const doc = openDocument(`<html lang="en"><body><main>${html}</main></body></html>`, url);
  return cellsOf([...rowReaders.get('generic')!.rows(doc, url)]);
};
const link = (id: number) => `<a href="/deals/${id}">Deal ${id}</a>`;

describe('what stands in a row', () => {
  it('is told with the head of its column, the name left out', () => {
    const [first, second] = cells(`<table><thead><tr><th>Deal</th><th>Partner</th><th>Owner</th></tr></thead>
      <tbody><tr><td>${link(1)}</td><td><a href="/partners/9">Northwind</a></td><td>Desk one</td></tr>
      <tr><td>${link(2)}</td><td>—</td><td></td></tr></tbody></table>`);
    expect(first).toEqual([
      { label: 'Partner', text: 'Northwind', href: 'https://crm.example.com/partners/9' },
      { label: 'Owner', text: 'Desk one', href: null },
    ]);
    expect(second).toEqual([
      { label: 'Partner', text: '—', href: null },
      { label: 'Owner', text: '', href: null },
    ]);
  });

  it('goes by the number of its column in grids that draw only some', () => {
    const rows = [1, 2].map(
      (id) =>
        `<div role="row"><div role="gridcell" aria-colindex="1">${link(id)}</div>
         <div role="gridcell" aria-colindex="4">Northwind</div></div>`,
    );
    expect(
      cells(`<div role="grid"><div role="row"><span role="columnheader" aria-colindex="1">Name</span>
        <span role="columnheader" aria-colindex="3">Account</span>
        <span role="columnheader" aria-colindex="4">Partner</span></div>${rows.join('')}</div>`)[0],
    ).toEqual([{ label: 'Partner', text: 'Northwind', href: null }]);
  });

  it('goes by a head in a table of its own above the rows, where it has as many columns', () => {
    const grid = (heads: string[]) =>
      `<div><div><table><thead><tr>${heads.map((head) => `<th>${head}</th>`).join('')}</tr></thead></table></div>
       <div><div><table><tbody>${[1, 2].map((id) => `<tr><td>${link(id)}</td><td>Northwind</td></tr>`).join('')}
       </tbody></table></div></div></div>`;
    expect(cells(grid(['Deal', 'Partner']))[0]).toEqual([
      { label: 'Partner', text: 'Northwind', href: null },
    ]);
    expect(cells(grid(['Deal', 'Owner', 'Partner']))[0]).toEqual([]);
  });

  it('is read from the labelled lines of a card; its other lines are nobody’s', () => {
    const card = (id: number) => `<article>${link(id)}<p>Acme GmbH</p><p>Partner: Northwind</p>
      <dl><dt>Stage</dt><dd>Proposal</dd></dl><a href="/partners/9">Fabrikam</a></article>`;
    expect(cells(card(1) + card(2))[0]).toEqual([
      { label: 'Partner', text: 'Northwind', href: null },
      { label: 'Stage', text: 'Proposal', href: null },
      { label: null, text: 'Fabrikam', href: 'https://crm.example.com/partners/9' },
    ]);
  });

  it('is limited, however wide the row and long the text', () => {
    const wide = Array.from({ length: 60 }, (_, i) => `<td data-label="C${i}">${'x'.repeat(999)}</td>`);
    const row = (id: number) => `<tr><td>${link(id)}</td>${wide.join('')}</tr>`;
    const [first] = cells(`<table><tbody>${row(1)}${row(2)}</tbody></table>`);
    expect(first).toHaveLength(MOST_CELLS);
    expect(first!.every(({ text }) => text.length <= 200)).toBe(true);
  });

  it.each(loadFixtures('rows').filter(({ expected }) => (expected as unknown[]).length > 0))(
    '$name: never holds the record’s own name as a value',
    ({ adapter, html, url: at }) => {
      const rows = [...rowReaders.get(adapter)!.rows(openDocument(html, at), at)];
      cellsOf(rows).forEach((found, i) => {
        expect(found.filter(({ href }) => href !== null && href === rows[i]!.href)).toEqual([]);
      });
    },
  );
});
