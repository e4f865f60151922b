import { describe, expect, it } from 'vitest';
import { type PageReader, readerOf } from '@/lib/crm/choose';
import { locateField } from '@/lib/crm/locate';
import { adapter as generic } from '@/lib/crm/sites/generic';
import { type Sliced, whole } from '@/lib/crm/slices';
import type { Draft, Lesson, Meaning } from '@/lib/crm/taught/lesson';
import { taughtReader } from '@/lib/crm/taught/reader';
import { lessonFrom, repairedLesson, secondRecord, teachField, tryFields } from '@/lib/crm/taught/teaching';
import type { PageReading } from '@/lib/crm/types';
import { openDocument } from '../fixtures';
import { addressOf, pageOf, type Row, shownAt } from './page';

const ROWS: readonly Row[] = [
  { label: 'Hausname', value: '<a href="/haus/77">Nordlicht GmbH</a>', name: 'haus' },
  { label: 'Zweck', value: 'Umzug Hafen', name: 'zweck' },
  { label: 'Reife', value: 'Angebot', name: 'reife' },
  { label: 'Merk', value: '—', name: 'merk' },
];
const SECOND: readonly Row[] = [
  { label: 'Hausname', value: '<a href="/haus/78">Süd AG</a>', name: 'haus' },
  { label: 'Zweck', value: 'Kran', name: 'zweck' },
  { label: 'Reife', value: 'Gewonnen', name: 'reife' },
  { label: 'Merk', value: 'x', name: 'merk' },
];
const MEANS: [string, Meaning][] = [
  ['Hausname', 'partner'],
  ['Zweck', 'name'],
  ['Reife', 'stage'],
  ['Merk', 'field'],
];

function draftOf(means = MEANS): Draft {
  const doc = pageOf('11', { rows: ROWS });
  const pointed = means.map(([label]) => {
    const element = shownAt(doc, ROWS, label);
    return { element, label, value: element.textContent === '—' ? '' : element.textContent! };
  });
  return {
    kind: 'deal',
    identity: null,
    fields: means.map(([, meaning], i) => teachField(meaning, pointed[i]!, addressOf('11'))),
    first: { url: addressOf('11').href, values: pointed.map(({ value }) => value) },
  };
}

function learn(means = MEANS): Lesson {
  const draft = draftOf(means);
  const second = secondRecord(draft, pageOf('12', { rows: SECOND }), addressOf('12'));
  if (second.state !== 'another') throw new Error(second.state);
  const body = lessonFrom(draft, second.address, second.tried, new Set(), addressOf('12'));
  return { ...body, id: 'L-1', origin: 'https://crm.example.com' };
}

const base = readerOf([generic]);
const readWith = (reader: PageReader, doc: Document, url: URL): PageReading =>
  whole(reader.read(doc, url)).reading;
const read = (doc: Document, id: string, lessons = [learn()], below: PageReader = base): PageReading =>
  readWith(taughtReader(below, lessons), doc, addressOf(id));

describe('a lesson', () => {
  it('is tested on another record of the same kind only', () => {
    const draft = draftOf();
    const states = (['11', '12'] as const).map(
      (id) => secondRecord(draft, pageOf(id, { rows: SECOND }), addressOf(id)).state,
    );
    expect(states).toEqual(['same', 'another']);
    const list = new URL('https://crm.example.com/liste');
    expect(secondRecord(draft, pageOf('12', { rows: SECOND }), list).state).toBe('other-kind');
  });

  it('keeps the anchors that hold on both records', () => {
    expect(learn().fields[0]!.anchors.map(({ by }) => by)).toEqual(['attribute', 'label', 'place']);
    const draft = draftOf();
    const nameless = SECOND.map(({ label, value }) => ({ label, value })).reverse();
    const second = secondRecord(draft, pageOf('12', { rows: nameless }), addressOf('12'));
    if (second.state !== 'another') throw new Error(second.state);
    const { fields } = lessonFrom(draft, second.address, second.tried, new Set(), addressOf('12'));
    expect(fields[0]!.anchors.map(({ by }) => by)).toEqual(['label']);
  });

  it('reads what no reader knows', () => {
    const doc = pageOf('13', { rows: [...ROWS].reverse(), theme: 'z' });
    expect(readWith(base, doc, addressOf('13')).state).toBe('no-record');
    expect(read(doc, '13')).toMatchObject({
      state: 'record',
      record: {
        crm: 'generic',
        kind: 'deal',
        id: '13',
        name: 'Umzug Hafen',
        stage: 'Angebot',
        partner: { name: 'Nordlicht GmbH', id: '77', field: 'Hausname', basis: 'partner-field' },
        fields: [
          { key: 'partner', state: 'value' },
          { key: 'name', state: 'value' },
          { key: 'stage', state: 'value' },
          { key: 'merk', label: 'Merk', state: 'empty', required: true },
        ],
        taught: { lesson: 'L-1', weak: [] },
      },
    });
  });

  it('finds its fields for marking and filling', () => {
    const doc = pageOf('13', { rows: ROWS });
    const reader = taughtReader(base, [learn()]);
    expect(locateField(reader, doc, addressOf('13'), 'merk')?.element).toBe(shownAt(doc, ROWS, 'Merk'));
    expect(locateField(reader, doc, addressOf('13'), 'nothing')).toBeNull();
  });

  it('says where only the words are others, as in another language', () => {
    const reworded = ROWS.map(({ value }, i) => ({ label: `Other ${i}`, value }));
    expect(read(pageOf('13', { rows: reworded }), '13')).toMatchObject({
      state: 'unrecognised',
      why: expect.stringMatching(
        /^the words beside what was taught are others now, as after a change of the CRM’s language; not found: /,
      ),
    });
  });

  it('says what is lost, and that it recognises nothing when too much is', () => {
    const one = pageOf('13', { rows: ROWS.slice(1) });
    expect(read(one, '13')).toMatchObject({
      state: 'record',
      record: { partner: null, taught: { weak: [{ label: 'Hausname', failing: ['lost'] }] } },
    });
    const rest = [
      ROWS[3]!,
      ...Array.from({ length: 9 }, (_, i) => ({ label: `L${i}`, value: 'long text '.repeat(6) })),
    ];
    expect(read(pageOf('13', { rows: rest }), '13')).toEqual({
      state: 'unrecognised',
      crm: 'generic',
      why: 'what was taught is no longer here: Hausname, Zweck, Reife',
      lesson: 'L-1',
    });
  });

  it('is read by again once it was repaired, in the old words and the new', () => {
    const english = ROWS.map(({ value }, i) => ({ label: `Word ${'abcd'[i]}`, value, name: ROWS[i]!.name }));
    const doc = pageOf('13', { rows: english });
    const lesson = learn();
    expect(read(doc, '13', [lesson])).toMatchObject({ record: { taught: { weak: { length: 4 } } } });
    const mended = { ...lesson, ...repairedLesson(lesson, tryFields(lesson.fields, doc), addressOf('13')) };
    const nameless = (rows: readonly Row[]) => rows.map(({ label, value }) => ({ label, value })).reverse();
    for (const rows of [english, ROWS, nameless(english), nameless(ROWS)])
      expect(read(pageOf('14', { rows }), '14', [mended])).toMatchObject({
        state: 'record',
        record: { name: 'Umzug Hafen', partner: { name: 'Nordlicht GmbH' } },
      });
    expect(read(doc, '13', [mended])).toMatchObject({ record: { taught: { weak: [] } } });
  });

  it('leaves other pages and other sites alone', () => {
    const doc = pageOf('13', { rows: ROWS });
    const reader = taughtReader(base, [learn()]);
    expect(readWith(reader, doc, new URL('https://crm.example.com/liste')).state).toBe('no-record');
    expect(readWith(reader, doc, new URL('https://other.example.com/vorgang/13')).state).toBe('no-record');
  });

  it('adds to a reader made for the CRM, which keeps its say on what the record is', () => {
    const record = {
      crm: 'known',
      kind: 'lead',
      id: '0013',
      name: 'As the reader knows it',
      stage: 'New',
      amount: '1',
      owner: 'Kim',
      partner: null,
      account: null,
      fields: [
        { key: 'partner', label: 'Hausname', value: 'x', state: 'value', required: false },
        { key: 'owner', label: 'Owner', value: 'Kim', state: 'value', required: false },
      ],
      confidence: 1,
      editing: false,
    } as const;
    const known = {
      ...generic,
      id: 'known',
      priority: 100,
      *read(): Sliced<PageReading> {
        yield;
        return { state: 'record', record: record as never };
      },
    };
    const lesson = learn([['Hausname', 'partner']]);
    expect(read(pageOf('13', { rows: ROWS }), '13', [lesson], readerOf([known]))).toMatchObject({
      record: {
        ...record,
        partner: { name: 'Nordlicht GmbH' },
        fields: [{ key: 'partner', value: 'Nordlicht GmbH' }, { key: 'owner' }],
      },
    });
    const pending = {
      ...known,
      *read(): Sliced<PageReading> {
        yield;
        return { state: 'pending' };
      },
    };
    expect(read(pageOf('13', { rows: ROWS }), '13', [lesson], readerOf([pending]))).toEqual({
      state: 'pending',
    });
  });

  it('waits for a page that is still bare', () => {
    const bare = openDocument('<body><main></main></body>', addressOf('13'));
    expect(read(bare, '13')).toEqual({ state: 'pending' });
  });
});
