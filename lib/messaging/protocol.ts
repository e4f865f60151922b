/**
 * The one table of messages to the background: who may send each, and what its payload must look like.
 * The content script never imports it (it would carry the schema library into the CRM page).
 */
import * as z from 'zod/mini';
import { MOST_CELLS, MOST_ROWS } from '../crm/cells';
import { DIMENSIONS } from '../kpi/types';
import { QUALITY_PARTS } from '../kpi/weights';
import { draftSchema, lessonBody, lessonList } from './lesson-schema';
import type { Input, RequestName, SenderRole } from './messages';
import { id, partner, partnerFieldSetting, planItem, preset, recordKind, rule } from './shapes';

// The extension's CSP forbids eval; without this the library would try it once and leave a violation in the log.
z.config({ jitless: true });

export interface ProtocolEntry<T> {
  from: readonly SenderRole[];
  input: z.ZodMiniType<T>;
}

const text = (max: number) => z.string().check(z.maxLength(max));
const nullable = (max: number) => z.nullable(text(max));
const list = <T>(item: z.ZodMiniType<T>, max: number) => z.array(item).check(z.maxLength(max));
/** What a page writes at a length of its choosing is cut, not refused: a record with one long value is still read. */
const cut = (max: number) => z.string().check(z.overwrite((value) => value.slice(0, max)));
/** The same of what would mean something else if it were cut: too long is none. */
const orNone = (max: number) =>
  z.pipe(
    z.nullable(z.string()),
    z.transform((value) => (value && value.length > max ? null : value)),
  );
const nothing = z.strictObject({}) as z.ZodMiniType<Record<string, never>>;
const finite = z.number();
const whole = (max: number) => z.int().check(z.minimum(0), z.maximum(max));

const field = z.strictObject({
  key: cut(300),
  label: cut(300),
  value: cut(20_000),
  state: z.enum(['value', 'empty', 'absent', 'pending']),
  required: z.boolean(),
});

const record = z.strictObject({
  crm: text(60),
  kind: recordKind,
  id: orNone(500),
  name: cut(2_000),
  stage: z.nullable(cut(500)),
  amount: z.nullable(cut(500)),
  owner: z.nullable(cut(500)),
  partner: z.nullable(
    z.strictObject({
      name: z.nullable(cut(2_000)),
      id: orNone(500),
      field: cut(300),
      basis: z.enum(['partner-field', 'registration', 'code', 'account', 'domain', 'self']),
    }),
  ),
  account: z.nullable(z.strictObject({ name: cut(2_000), id: orNone(500), domain: z.nullable(cut(300)) })),
  fields: list(field, 1_000),
  confidence: z.number().check(z.minimum(0), z.maximum(1)),
  editing: z.boolean(),
  clues: z.optional(
    z.strictObject({
      headings: list(z.readonly(z.tuple([text(300), z.number()])), 99),
      titles: list(z.readonly(z.tuple([text(600), z.boolean()])), 300),
      crumb: cut(2_000),
      value: cut(2_000),
      person: cut(2_000),
      over: z.boolean(),
      beneath: text(99),
      lines: z.optional(text(8_000)),
      beside: z.optional(list(z.readonly(z.tuple([text(300), z.number()])), 50)),
    }),
  ),
  taught: z.optional(
    z.strictObject({
      lesson: text(60),
      weak: list(
        z.strictObject({
          label: text(300),
          failing: list(z.enum(['attribute', 'label', 'role', 'place', 'lost']), 5),
        }),
        40,
      ),
    }),
  ),
});

const reading = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('record'), record }),
  z.strictObject({ state: z.literal('no-record') }),
  z.strictObject({
    state: z.literal('unrecognised'),
    crm: text(60),
    why: text(1_000),
    lesson: z.optional(text(60)),
  }),
  z.strictObject({ state: z.literal('pending') }),
]);

const listRow = z.strictObject({
  id: orNone(500),
  name: cut(2_000),
  kind: recordKind,
  href: orNone(8_000),
  cells: list(z.strictObject({ label: nullable(300), text: text(2_000), href: nullable(8_000) }), MOST_CELLS),
});

const recordKeyText = text(9_000);
const recordKeys = list(recordKeyText, 10_000);

/** The four levels of a limit, each with `more` beside. */
/** One whole number for each name. */
const weightsOf = <N extends string>(names: readonly N[]) => z.record(z.enum(names), whole(100));
const scoped = <S extends z.core.$ZodShape>(more: S) =>
  z.discriminatedUnion('level', [
    z.strictObject({ level: z.literal('global'), ...more }),
    z.strictObject({ level: z.literal('type'), id, ...more }),
    z.strictObject({ level: z.literal('tier'), id, ...more }),
    z.strictObject({ level: z.literal('partner'), id, ...more }),
  ]);

const kpi = text(100);
const sourceDraft = z.strictObject({
  id,
  kind: text(60),
  name: z.string().check(z.minLength(1), z.maxLength(100)),
  settings: z.record(text(60), text(2_000)),
  everyMinutes: z.int().check(z.minimum(15), z.maximum(1440)),
  credential: z.optional(nullable(4_000)),
});
const partnerPair = z.strictObject({ from: id, into: id, because: list(text(500), 20) });
const pageOnly: readonly SenderRole[] = ['page'];
const panelOnly: readonly SenderRole[] = ['panel'];
const views: readonly SenderRole[] = ['panel', 'page'];

export const protocol: { readonly [N in RequestName]: ProtocolEntry<Input<N>> } = {
  'page.reader': { from: ['content'], input: z.strictObject({ hint: nullable(60) }) },
  'page.part': {
    from: ['content'],
    input: z.strictObject({ name: z.enum(['overlay', 'launcher', 'modals', 'japanese', 'near', 'beside']) }),
  },
  'page.read': {
    from: ['content'],
    input: z.strictObject({ url: text(8_000), reading, next: z.nullish(reading) }),
  },
  'list.script': { from: ['content'], input: nothing },
  'list.badges': {
    from: ['content'],
    input: z.strictObject({ crm: text(60), rows: list(listRow, MOST_ROWS) }),
  },
  'list.open': { from: ['content'], input: z.strictObject({ crm: text(60), row: listRow }) },
  'panel.load': { from: panelOnly, input: nothing },
  'panel.foreseen': { from: panelOnly, input: nothing },
  'panel.keep': {
    from: panelOnly,
    input: z.strictObject({
      draft: z.strictObject({
        subject: text(5_000),
        kpi: z.nullable(kpi),
        scroll: z.number().check(z.minimum(0), z.maximum(10_000_000)),
        note: nullable(2_000),
      }),
    }),
  },
  'panel.kept': { from: panelOnly, input: nothing },
  'panel.jump': { from: panelOnly, input: z.strictObject({ key: text(300) }) },
  'panel.fill': { from: panelOnly, input: z.strictObject({ key: text(300) }) },
  'record.flag': {
    from: views,
    input: z.strictObject({
      tabId: z.optional(whole(Number.MAX_SAFE_INTEGER)),
      record: recordKeyText,
      note: nullable(2_000),
    }),
  },
  'worklist.list': { from: pageOnly, input: nothing },
  'worklist.close': { from: pageOnly, input: z.strictObject({ keys: recordKeys, closed: z.boolean() }) },
  'worklist.note': { from: pageOnly, input: z.strictObject({ key: recordKeyText, note: nullable(2_000) }) },
  'worklist.forget': {
    from: pageOnly,
    input: z.union([z.strictObject({ keys: recordKeys }), z.strictObject({ origin: text(300) })]),
  },
  'plans.list': { from: pageOnly, input: nothing },
  'plans.save': { from: pageOnly, input: z.strictObject({ scope: text(320), items: list(planItem, 100) }) },
  'panel.collapse': { from: panelOnly, input: z.strictObject({ collapsed: z.boolean() }) },
  'panel.link': { from: panelOnly, input: z.strictObject({ partnerId: id, name: text(2_000) }) },
  'options.open': {
    from: views,
    // A path inside the options page and nothing that could be read as another address.
    input: z.strictObject({
      route: z.string().check(z.maxLength(600), z.regex(/^\/(?!\/)[\w\-./~:@!$&'()*+,;=?%]*$/)),
    }),
  },
  'partners.search': { from: views, input: z.strictObject({ query: text(200), limit: whole(200) }) },
  'evidence.get': {
    from: views,
    input: z.strictObject({
      kpi,
      partnerId: z.optional(id),
      programme: z.optional(z.literal(true)),
      part: z.enum(['counted', 'left-out', 'immature']),
      offset: whole(100_000_000),
      limit: whole(1_000),
      month: z.optional(whole(100_000)),
    }),
  },
  'deal.credit': {
    from: views,
    input: z.strictObject({ dealId: z.optional(id), tabId: z.optional(whole(Number.MAX_SAFE_INTEGER)) }),
  },
  'deal.suggest': {
    from: views,
    input: z.strictObject({ tabId: z.optional(whole(Number.MAX_SAFE_INTEGER)) }),
  },
  'partner.fill': {
    from: views,
    input: z.strictObject({ partnerId: id, tabId: z.optional(whole(Number.MAX_SAFE_INTEGER)) }),
  },
  'influence.report': {
    from: pageOnly,
    input: z.strictObject({
      business: z.enum(['new', 'expansion']),
      span: z.enum(['quarter', 'year']),
      perCampaign: z.boolean(),
    }),
  },
  'popup.status': { from: pageOnly, input: z.strictObject({ tabId: whole(Number.MAX_SAFE_INTEGER) }) },
  'scorecard.get': { from: pageOnly, input: z.strictObject({ partnerId: id }) },
  'limits.list': { from: pageOnly, input: scoped({}) },
  'limits.set': { from: pageOnly, input: scoped({ kpi, warn: finite, fail: finite }) },
  'limits.reset': { from: pageOnly, input: scoped({ kpi: z.nullable(kpi) }) },
  'focus.get': { from: pageOnly, input: scoped({}) },
  'focus.save': { from: pageOnly, input: scoped({ kpis: list(kpi, 50), preset: z.nullable(preset) }) },
  'focus.reset': { from: pageOnly, input: scoped({}) },
  'weights.get': { from: pageOnly, input: scoped({}) },
  'weights.save': { from: pageOnly, input: scoped({ dimensions: z.nullable(weightsOf(DIMENSIONS)) }) },
  'weights.quality': {
    from: pageOnly,
    input: z.strictObject({ weights: z.nullable(weightsOf(QUALITY_PARTS)) }),
  },
  'partners.save': { from: pageOnly, input: partner },
  'partners.merge': { from: pageOnly, input: partnerPair },
  'partners.unmerge': { from: pageOnly, input: z.strictObject({ id }) },
  'partners.apart': { from: pageOnly, input: partnerPair },
  'rules.list': { from: pageOnly, input: nothing },
  'rules.save': { from: pageOnly, input: rule },
  'rules.delete': { from: pageOnly, input: z.strictObject({ id }) },
  'rules.reset': { from: pageOnly, input: nothing },
  'sites.list': { from: pageOnly, input: nothing },
  'sites.badges': {
    from: views,
    input: z.strictObject({ origin: z.optional(text(300)), on: z.boolean() }),
  },
  'sites.remember': {
    from: pageOnly,
    input: z.strictObject({
      origin: text(300),
      on: z.optional(z.boolean()),
      keepDays: z.optional(whole(3_650)),
    }),
  },
  'sites.remembered': { from: pageOnly, input: nothing },
  'sites.take-in': { from: pageOnly, input: z.strictObject({ origin: text(300) }) },
  'sites.forget-visits': { from: pageOnly, input: z.strictObject({ origin: text(300) }) },
  'sites.fields': { from: pageOnly, input: nothing },
  'sites.partner-field': {
    from: pageOnly,
    input: z.strictObject({ origin: text(300), kind: recordKind, setting: partnerFieldSetting }),
  },
  'sites.forget-choice': { from: pageOnly, input: z.strictObject({ origin: text(300), text: text(2_000) }) },
  'teach.start': {
    from: views,
    input: z.strictObject({
      tabId: z.optional(whole(Number.MAX_SAFE_INTEGER)),
      repair: z.optional(text(60)),
    }),
  },
  'teach.state': { from: ['content'], input: nothing },
  'teach.draft': { from: ['content'], input: z.strictObject({ draft: z.nullable(draftSchema) }) },
  'teach.save': { from: ['content'], input: z.strictObject({ lesson: lessonBody }) },
  'lessons.list': { from: pageOnly, input: nothing },
  'lessons.delete': { from: pageOnly, input: z.strictObject({ id }) },
  'lessons.import': { from: pageOnly, input: z.strictObject({ lessons: lessonList }) },
  'sites.enable': { from: pageOnly, input: z.strictObject({ pattern: text(300) }) },
  'sources.list': { from: pageOnly, input: nothing },
  'sources.host': { from: pageOnly, input: z.strictObject({ pattern: text(300) }) },
  'sources.check': { from: pageOnly, input: sourceDraft },
  'sources.save': { from: pageOnly, input: sourceDraft },
  'sources.run': { from: pageOnly, input: z.strictObject({ id }) },
  'sources.pause': { from: pageOnly, input: z.strictObject({ id, paused: z.boolean() }) },
  'sources.remove': { from: pageOnly, input: z.strictObject({ id, facts: z.boolean() }) },
  'data.changed': { from: pageOnly, input: nothing },
};
