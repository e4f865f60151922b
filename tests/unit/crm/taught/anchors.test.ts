import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelElement, makeAnchors } from '@/lib/crm/taught/anchors';
import type { TaughtField } from '@/lib/crm/taught/lesson';
import { resolveFields, weaknessesOf } from '@/lib/crm/taught/resolve';
import { openDocument } from '../fixtures';
import { pageOf, type Row, shownAt } from './page';

const ROWS: readonly Row[] = [
  { label: 'Vermittlungshaus', value: 'Nordlicht GmbH', name: 'haus' },
  { label: 'Bezeichnung', value: 'Umzug Hafen', name: 'bez' },
  { label: 'Reifegrad', value: 'Gespräch', name: 'reife' },
  { label: 'Rahmen', value: '12.000 €', name: 'rahmen' },
];
const nameless = ROWS.map(({ label, value }) => ({ label, value }));

function teach(rows: readonly Row[], labels: readonly string[]): TaughtField[] {
  const doc = pageOf('1', { rows });
  return labels.map((label) => ({
    meaning: 'field',
    key: label,
    label,
    required: false,
    optional: false,
    anchors: makeAnchors(shownAt(doc, rows, label), [rows.find((row) => row.label === label)!.value]),
  }));
}
const textsOn = (fields: TaughtField[], doc: Document) =>
  resolveFields(fields, doc).map(({ element }) => element?.textContent ?? null);

describe('anchors', () => {
  it('are by machine name, label and place, in this order', () => {
    const [field] = teach(ROWS, ['Vermittlungshaus']);
    expect(field!.anchors.map(({ by }) => by)).toEqual(['attribute', 'label', 'place']);
    expect(field!.anchors[0]).toMatchObject({ name: 'data-feld', value: 'haus' });
  });

  it('hold after re-ordering, other values, other classes and more elements before', () => {
    const order = fc.shuffledSubarray([...ROWS], { minLength: ROWS.length });
    const values = fc.array(fc.stringMatching(/^[A-Za-z0-9 ]{1,12}$/), { minLength: 4, maxLength: 4 });
    const fields = new Map([
      [
        true,
        teach(
          ROWS,
          ROWS.map(({ label }) => label),
        ),
      ],
      [
        false,
        teach(
          nameless,
          ROWS.map(({ label }) => label),
        ),
      ],
    ]);
    fc.assert(
      fc.property(
        fc.boolean(),
        order,
        values,
        fc.stringMatching(/^[a-z]{1,5}$/),
        fc.nat(4),
        (named, rows, shown, theme, before) => {
          const next = rows.map((row, i) => ({
            ...row,
            name: named ? row.name : undefined,
            value: shown[i]!,
          }));
          const doc = pageOf('2', { rows: next, theme, before });
          const wanted = ROWS.map(({ label }) =>
            next
              .find((row) => row.label === label)!
              .value.replace(/\s+/g, ' ')
              .trim(),
          );
          expect(textsOn(fields.get(named)!, doc).map((text) => text?.replace(/\s+/g, ' ').trim())).toEqual(
            wanted,
          );
        },
      ),
      { numRuns: 30 },
    );
  });

  it('hold in another language where the machine names stay, and say that the labels failed', () => {
    const fields = teach(ROWS, ['Vermittlungshaus', 'Reifegrad']);
    const english = ROWS.map((row, i) => ({ ...row, label: `Word ${'abcd'[i]}` }));
    const doc = pageOf('2', { rows: [...english].reverse() });
    expect(textsOn(fields, doc)).toEqual(['Nordlicht GmbH', 'Gespräch']);
    expect(weaknessesOf(resolveFields(fields, doc))).toEqual([
      { label: 'Vermittlungshaus', failing: ['label'] },
      { label: 'Reifegrad', failing: ['label'] },
    ]);
  });

  it('go by place where one label is gone and the others are where they were', () => {
    const fields = teach(nameless, ['Vermittlungshaus', 'Reifegrad']);
    const renamed = nameless.map((row) => ({ ...row, label: `${row.label}s` }));
    expect(textsOn(fields, pageOf('2', { rows: [renamed[0]!, ...nameless.slice(1)] }))).toEqual([
      'Nordlicht GmbH',
      'Gespräch',
    ]);
    // With no label left, where they stood is a guess.
    const all = resolveFields(fields, pageOf('2', { rows: renamed }));
    expect(all.map(({ element, guess }) => [element, guess?.textContent])).toEqual([
      [null, 'Nordlicht GmbH'],
      [null, 'Gespräch'],
    ]);
    // Another row came before them: what stands there now is something else.
    const other = { label: 'Neu', value: 'etwas' };
    const moved = [other, renamed[0]!, ...nameless.slice(1)];
    expect(textsOn(fields, pageOf('2', { rows: moved }))).toEqual([null, 'Gespräch']);
  });

  it('never take the place of another taught field', () => {
    const fields = teach(nameless, ['Vermittlungshaus', 'Reifegrad', 'Rahmen', 'Bezeichnung']);
    const renamed = nameless.map((row) => ({ ...row, label: `${row.label}s` }));
    // The house was renamed and moved; where it stood is the ripeness now, which its own label finds.
    const swapped = [nameless[2]!, nameless[1]!, renamed[0]!, nameless[3]!];
    expect(textsOn(fields, pageOf('2', { rows: swapped }))).toEqual([
      null,
      'Gespräch',
      '12.000 €',
      'Umzug Hafen',
    ]);
  });

  it('are none that a record-dependent attribute, a label that is not unique or a made-up id would give', () => {
    const doc = openDocument(
      `<main><div data-title="Nordlicht GmbH"><b>Haus</b><i id="ember1204">Nordlicht GmbH</i></div><div><b>Haus</b><i>Süd</i></div></main>`,
      'https://crm.example.com/v/1',
    );
    const anchors = makeAnchors(doc.querySelector('i')!, ['Nordlicht GmbH']);
    expect(anchors.map(({ by }) => by)).toEqual(['attribute', 'place']);
    expect(anchors[0]).toMatchObject({ name: 'id' });
  });

  it('find the label before a value, and none for what stands first in its row', () => {
    const doc = openDocument(
      '<main><p><b>Haus</b><i>Nord</i></p><p><b>Reife</b><span><a>Weit</a><button>Edit</button></span></p></main>',
      'https://crm.example.com/v/1',
    );
    const at = (selector: string) => doc.querySelector<HTMLElement>(selector)!;
    expect(labelElement(at('i'))?.textContent).toBe('Haus');
    expect(labelElement(at('a'))?.textContent).toBe('Reife');
    expect(labelElement(at('p:nth-of-type(2) b'))).toBeNull();
  });

  it('tells equal labels apart by the heading over them', () => {
    const html = (first: string, second: string) =>
      openDocument(
        `<main><section><h2>${first}</h2><div><b>Name</b><i>1</i></div></section><section><h2>${second}</h2><div><b>Name</b><i>2</i></div></section></main>`,
        'https://crm.example.com/v/1',
      );
    const doc = html('Haus', 'Kunde');
    const field = { ...teach(ROWS, ['Rahmen'])[0]!, anchors: makeAnchors(doc.querySelectorAll('i')[1]!) };
    expect(textsOn([field], html('Haus', 'Kunde'))).toEqual(['2']);
    expect(textsOn([field], html('Kunde', 'Haus'))).toEqual(['1']);
  });

  it('reach into open shadow roots', () => {
    const doc = openDocument('<main><x-panel></x-panel></main>', 'https://crm.example.com/v/1');
    const root = doc.querySelector('x-panel')!.attachShadow({ mode: 'open' });
    root.innerHTML = '<p><b>Haus</b><i>Nordlicht</i></p>';
    const anchors = makeAnchors(root.querySelector('i')!);
    expect(anchors.map(({ by }) => by)).toEqual(['label', 'place']);
    root.innerHTML = '<p><b>Kunde</b><i>Hafen</i></p><p><b>Haus</b><i>Süd</i></p>';
    expect(textsOn([{ ...teach(ROWS, ['Rahmen'])[0]!, anchors }], doc)).toEqual(['Süd']);
  });
});
