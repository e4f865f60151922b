/** Reading pages of a site with lessons: what was taught wins over what the meaning of the page says. */
import type { PageReader } from '../choose';
import { controlsIn, hasSkeleton, query, readValue, seen, squeeze } from '../dom';
import { asTold } from '../meaning';
import { defineAdapter, type FoundField } from '../record';
import { whole } from '../slices';
import type { CrmAdapter, PageReading, PageRecord } from '../types';
import { isId } from '../url';
import { matchAddress } from './address';
import type { Lesson, TaughtField } from './lesson';
import { type Resolved, recognises, resolveFields, weaknessesOf } from './resolve';

/** The lesson for an address; the one with the most literal segments where several fit. */
export function lessonFor(lessons: readonly Lesson[], url: URL): Lesson | null {
  const literal = ({ address: { path, hash, query } }: Lesson) =>
    [...path, ...hash, ...query.map(({ value }) => value)].filter((text) => text !== null).length;
  return (
    lessons
      .filter((lesson) => lesson.origin === url.origin && matchAddress(lesson.address, url))
      .sort((a, b) => literal(b) - literal(a))[0] ?? null
  );
}

interface Below {
  adapter: CrmAdapter | null;
  reading: PageReading;
}

function found({ field, element }: Resolved): FoundField[] {
  if (!element) return [];
  const { key, label, required, meaning } = field;
  const role = meaning === 'field' ? null : meaning;
  return [{ key, label, box: element, value: element, required, role }];
}

function idOf(lesson: Lesson, doc: Document, url: URL): string | null {
  const { id } = matchAddress(lesson.address, url) ?? { id: null };
  if (id || !lesson.identity) return id;
  const input = query(doc, `input[name=${JSON.stringify(lesson.identity)}]`) as HTMLInputElement | null;
  return input && isId(input.value) ? input.value : null;
}

/** An adapter that knows one lesson and nothing else. */
function adapterOf(lesson: Lesson, resolved: readonly Resolved[]): CrmAdapter {
  return defineAdapter({
    id: 'taught',
    name: 'Taught site',
    evidence: 'C',
    checked: '2026-11-22',
    priority: 1,
    meaningOf: asTold,
    matches: () => true,
    find(doc, url) {
      const fields = resolved.flatMap(found);
      const heading = seen(doc, 'h1,[role=heading]')[0]?.textContent ?? doc.title;
      const named = fields.find(({ role }) => role === 'name');
      const editing = fields.filter(({ box }) => controlsIn(box).length > 0).length;
      return {
        kind: lesson.kind,
        id: idOf(lesson, doc, url),
        name: named ? readValue(named.box).value : squeeze(heading),
        fields,
        editing: fields.length > 0 && editing * 2 > fields.length,
      };
    },
  });
}

/** Fields that the page shows beside the taught ones. */
function others(base: PageRecord, taught: readonly TaughtField[], shown: PageRecord) {
  const known = new Set([...taught, ...shown.fields].flatMap(({ key, label }) => [key, label.toLowerCase()]));
  return base.fields.filter(({ key, label }) => !known.has(key) && !known.has(label.toLowerCase()));
}

/** What became of the fields, for a person who may know why. */
function whyLost(resolved: readonly Resolved[]): string {
  const lost = resolved.filter(({ element }) => !element);
  const named = lost.map(({ field }) => field.label).join(', ');
  // Something else stands in every place: the layout is as it was, the words are others.
  const reworded = lost.length === resolved.length && lost.every(({ guess }) => guess);
  const what = reworded
    ? 'the words beside what was taught are others now, as after a change of the CRM’s language; not found'
    : 'what was taught is no longer here';
  return `${what}: ${named}`.slice(0, 1_000);
}

const MISSING_NAME = 'the field that was taught as its name is empty or gone';

function merge(
  lesson: Lesson,
  resolved: readonly Resolved[],
  taught: PageRecord,
  base: PageRecord | null,
  builtIn: boolean,
): PageReading {
  const knows = new Set(resolved.filter(({ element }) => element).map(({ field }) => field.meaning));
  const take = <K extends 'stage' | 'amount' | 'owner' | 'account'>(role: K): PageRecord[K] =>
    knows.has(role) || !base ? taught[role] : base[role];
  const name = (knows.has('name') ? taught.name : base?.name) || taught.name;
  const record: PageRecord = {
    crm: base?.crm ?? 'generic',
    // A reader made for this CRM knows what its records are; a lesson adds to it.
    kind: builtIn && base ? base.kind : lesson.kind,
    id: (builtIn && base?.id) || taught.id || (base?.id ?? null),
    name,
    stage: take('stage'),
    amount: take('amount'),
    owner: take('owner'),
    account: take('account'),
    partner: knows.has('partner') || lesson.kind === 'partner' || !base ? taught.partner : base.partner,
    fields: [...taught.fields, ...(base ? others(base, lesson.fields, taught) : [])],
    confidence: 1,
    editing: base?.editing ?? taught.editing,
    taught: { lesson: lesson.id, weak: weaknessesOf(resolved) },
  };
  if (base?.clues && !knows.has('name')) record.clues = base.clues;
  if (name) return { state: 'record', record };
  return { state: 'unrecognised', crm: record.crm, why: MISSING_NAME, lesson: lesson.id };
}

/**
 * A reader that goes by what was taught where a lesson fits the address, and is the reader it was given elsewhere.
 */
export function taughtReader(base: PageReader, lessons: readonly Lesson[]): PageReader {
  /** Elements of readings that were put together here. */
  const places = new WeakMap<PageReading, { below: PageReading; resolved: readonly Resolved[] }>();

  function read(
    lesson: Lesson,
    resolved: readonly Resolved[],
    doc: Document,
    url: URL,
    below: Below,
  ): PageReading {
    const { adapter, reading } = below;
    const builtIn = (adapter?.priority ?? 0) > 0;
    // A reader made for this CRM knows best when its page is there.
    if (builtIn && reading.state === 'pending') return reading;
    const taught = whole(adapterOf(lesson, resolved).read(doc, url));
    if (taught.state === 'pending') return taught;
    if (taught.state === 'record' && recognises(lesson, resolved)) {
      const shown = reading.state === 'record' ? reading.record : null;
      return merge(lesson, resolved, taught.record, shown, builtIn);
    }
    if (builtIn && reading.state === 'record') {
      const check = { lesson: lesson.id, weak: weaknessesOf(resolved) };
      return { ...reading, record: { ...reading.record, taught: check } };
    }
    if (!doc.body.textContent?.trim() || hasSkeleton(doc.body)) return { state: 'pending' };
    return {
      state: 'unrecognised',
      crm: adapter?.id ?? 'generic',
      why: whyLost(resolved),
      lesson: lesson.id,
    };
  }

  return {
    adapterFor: base.adapterFor,
    *read(doc, url) {
      const lesson = lessonFor(lessons, url);
      const below = yield* base.read(doc, url);
      if (!lesson) return below;
      const resolved = resolveFields(lesson.fields, doc);
      const reading = read(lesson, resolved, doc, url, below);
      places.set(reading, { below: below.reading, resolved });
      return { adapter: below.adapter, reading };
    },
    placesOf(reading) {
      const { below = reading, resolved = [] } = places.get(reading) ?? {};
      return [...base.placesOf(below), ...resolved.flatMap(({ element }) => element ?? [])];
    },
    fieldOf(reading, key) {
      const { below = reading, resolved = [] } = places.get(reading) ?? {};
      const element = resolved.find(({ field }) => field.key === key)?.element;
      return element ? { box: element, input: controlsIn(element)[0] } : base.fieldOf(below, key);
    },
  };
}
