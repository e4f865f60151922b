import { describe, expect, it } from 'vitest';
import { forgetShadows } from '@/lib/crm/dom';
import { rowReaders as readers } from '@/lib/crm/row-readers';
import type { RowHandle } from '@/lib/crm/types';
import { loadFixtures, openDocument, orphans } from './fixtures';

const files = import.meta.glob('@/lib/crm/rows/*.ts');
const fixtures = loadFixtures('rows').map((fixture) => ({
  ...fixture,
  doc: openDocument(fixture.html, fixture.url),
  reader: readers.get(fixture.adapter)!,
}));

/** What of a row can be written down. */
const plain = ({ element, anchor, ...rest }: RowHandle) => ({
  ...rest,
  element: `${element.tagName.toLowerCase()}${element.className && `.${element.className.split(' ').join('.')}`}`,
});

describe('row readers', () => {
  it('are named like their files and have fixtures', () => {
    const names = Object.keys(files).map((path) => /(\w+)\.ts$/.exec(path)![1]);
    expect([...readers.keys()].sort()).toEqual(names.sort());
    expect([...new Set(fixtures.map(({ adapter }) => adapter))].sort()).toEqual(names);
    expect(orphans('rows')).toEqual([]);
  });

  it.each(fixtures)('$name is read as written beside it', ({ reader, doc, url, expected }) => {
    expect(expected, 'the expected rows (.json) are missing').not.toBeNull();
    forgetShadows();
    const rows = [...reader.rows(doc, url)];
    expect(rows.map(plain)).toEqual(expected);
    for (const { element, anchor, name } of rows) {
      expect(element.contains(anchor)).toBe(true);
      expect(anchor.textContent).toContain(name);
    }
    expect(new Set(rows.map(({ element }) => element)).size).toBe(rows.length);
  });

  it.each([...readers.values()].filter(({ selectors }) => selectors))(
    '$id: every selector, fallbacks included, finds something in one of its fixtures',
    ({ id, selectors }) => {
      const docs = fixtures.filter(({ adapter }) => adapter === id).map(({ doc }) => doc);
      const dead = Object.values(selectors!)
        .flat()
        .filter((selector) => docs.every((doc) => !doc.querySelector(selector)));
      expect(dead).toEqual([]);
    },
  );
});

describe('pages of one record', () => {
  const pages = loadFixtures().filter(({ adapter, url, expected }) => {
    const { state, record } = expected as { state: string; record?: { id: string | null } };
    return state === 'record' && readers.has(adapter) && record?.id && url.href.includes(record.id);
  });

  it.each(pages)('$name has no rows', ({ adapter, html, url }) => {
    forgetShadows();
    expect([...readers.get(adapter)!.rows(openDocument(html, url), url)]).toEqual([]);
  });
});
