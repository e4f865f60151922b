import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readerOf } from '@/lib/crm/choose';
import { locateField } from '@/lib/crm/locate';
import { reader, readPage } from '@/lib/crm/read-page';
import { adapters } from '@/lib/crm/registry';
import { reviewed } from '@/lib/crm/review/review';
import { whole } from '@/lib/crm/slices';
import { loadFixtures, openDocument, orphans } from './fixtures';

const fixtures = loadFixtures().map((fixture) => ({
  ...fixture,
  doc: openDocument(fixture.html, fixture.url),
}));
const sites = readdirSync(fileURLToPath(new URL('../../../lib/crm/sites/', import.meta.url)));

describe('adapters', () => {
  it('are named like their files', () => {
    expect(adapters.map((adapter) => `${adapter.id}.ts`).sort()).toEqual(sites.sort());
  });

  it('have unique ids, a date and evidence, and only the generic reader has priority 0', () => {
    expect(new Set(adapters.map((adapter) => adapter.id)).size).toBe(adapters.length);
    for (const adapter of adapters) {
      expect(adapter.checked).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(['A', 'B', 'C']).toContain(adapter.evidence);
      expect(adapter.priority === 0).toBe(adapter.id === 'generic');
    }
  });

  it.each(adapters.filter(({ selectors }) => selectors))(
    '$id: every selector, fallbacks included, finds something in one of its fixtures',
    ({ id, selectors }) => {
      const docs = fixtures.filter((fixture) => fixture.adapter === id).map(({ doc }) => doc);
      const dead = Object.entries(selectors!).flatMap(([thing, list]) =>
        list
          .filter((selector) => docs.every((doc) => !doc.querySelector(selector)))
          .map((one) => `${thing}: ${one}`),
      );
      expect(dead).toEqual([]);
    },
  );

  it('have positive and negative fixtures', () => {
    for (const { id } of adapters) {
      const states = fixtures
        .filter((fixture) => fixture.adapter === id)
        .map((fixture) => (fixture.expected as { state: string } | null)?.state);
      expect(states, id).toContain('record');
      expect(states, id).toContain('no-record');
      expect(states, id).toContain('pending');
    }
  });
});

describe('fixtures', () => {
  it('belong to an adapter, and no reading is without its page', () => {
    const ids = new Set(adapters.map((adapter) => adapter.id));
    for (const fixture of fixtures) expect(ids).toContain(fixture.adapter);
    expect(orphans()).toEqual([]);
  });

  it.each(fixtures)('$name is read as written beside it, and is left as it was', (fixture) => {
    const { adapter, url, doc, expected } = fixture;
    expect(expected, 'the expected reading (.json) is missing').not.toBeNull();
    const before = doc.documentElement.outerHTML;
    const page = readPage(doc, url);
    expect(page.adapter?.id).toBe(adapter);
    expect(page.reading).toEqual(expected);
    // What goes into a message comes out of it.
    expect(JSON.parse(JSON.stringify(page.reading))).toEqual(page.reading);
    expect(doc.documentElement.outerHTML).toBe(before);
  });

  it.each(fixtures)('$name is claimed by no other specific adapter', ({ adapter, url, doc }) => {
    const claims = adapters.filter((one) => one.priority > 0 && one.matches(url, doc)).map((one) => one.id);
    expect(claims).toEqual(adapter === 'generic' ? [] : [adapter]);
  });

  it.each(fixtures.filter((fixture) => (fixture.expected as { state: string })?.state === 'record'))(
    '$name: every field is found again by its key',
    ({ url, doc }) => {
      const { reading } = whole(reader.read(doc, url));
      if (reading.state !== 'record') throw new Error(reading.state);
      for (const { key } of reading.record.fields) {
        const found = reader.fieldOf(reading, key);
        expect(found?.box.isConnected, key).toBe(true);
        if (found?.input) expect(found.box.contains(found.input)).toBe(true);
      }
      // To go to one, the page is read anew.
      const last = reading.record.fields.at(-1);
      if (last) expect(locateField(reader, doc, url, last.key)?.element.isConnected, last.key).toBe(true);
      expect(locateField(reader, doc, url, 'no such field')).toBeNull();
    },
  );
});

describe('strange pages', () => {
  const pages = [
    '',
    '<html></html>',
    '<body><main></main></body>',
    '<label for="x">Partner</label>',
    '<table><tr><th>Stage</th></tr></table>',
    '<dl><dt>Partner</dt></dl>',
    '<div role="dialog"></div>',
    '<a href="http://[">Partner</a><a href="javascript:void(0)">x</a>',
    '<svg><title>Partner</title></svg><h1></h1>',
    '<form><input name="id" type="hidden" value="5"></form>',
  ];
  /** Of each adapter's addresses. */
  const SOME = 5;
  const urls = [
    ...adapters.flatMap(({ id }) => {
      const own = fixtures.filter(({ adapter }) => adapter === id).map(({ url }) => url.href);
      return [...new Set(own)].slice(0, SOME);
    }),
    'https://example.com/%E0%A4%A/deals/12#%',
  ];

  it.each(adapters)('$id never throws and never finds a record there', (adapter) => {
    for (const html of pages) {
      const doc = openDocument(html, 'https://example.com/');
      for (const href of urls) {
        const url = new URL(href);
        const reading = reviewed(whole(adapter.read(doc, url)), url);
        expect(['no-record', 'pending', 'unrecognised']).toContain(reading.state);
        if (reading.state === 'unrecognised') expect(reading.why).not.toMatch(/reading failed/);
        expect(locateField(readerOf([{ ...adapter, matches: () => true }]), doc, url, 'partner')).toBeNull();
      }
    }
  });
});
