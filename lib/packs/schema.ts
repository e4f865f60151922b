/** The exact shape of a pack: what is not described here is refused, however well it is signed. */
import * as z from 'zod/mini';
import { DISGUISE } from '../definitions/disguise';
import { definitionSchema } from '../definitions/schema';
import { ROLES } from '../facts/attribution';
import { DIMENSIONS, type Scorecard } from '../kpi/types';
import { lessonList } from '../messaging/lesson-schema';
import { id, partner, partnerFieldSetting, planItem, preset, recordKind, rule } from '../messaging/shapes';
import type { PackCard, PackContents, PackHeader } from './contents';

// The extension's CSP forbids eval; without this the library would try it once and leave a violation in the log.
z.config({ jitless: true });

/** Version of the file's shape that is written, and the newest that is read. */
export const SCHEMA = 1;
/** Most partners, and scorecards, of a pack. */
export const MOST_PARTNERS = 5_000;
const MOST_KPIS = 400;
const MOST_LIMITS = 20_000;

const text = (max: number) => z.string().check(z.maxLength(max));
const some = (max: number) => z.string().check(z.minLength(1), z.maxLength(max));
const list = <T>(item: z.ZodMiniType<T>, max: number) => z.array(item).check(z.maxLength(max));
const moment = z.string().check(z.maxLength(30), z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/));
const whole = (max: number) => z.int().check(z.minimum(0), z.maximum(max));
const number = z.nullable(z.number());
const share = z.number().check(z.minimum(0), z.maximum(1));
const kpi = some(100);
const SCOPE = /^(global$|(type|tier|partner):.)/;
const scope = z.string().check(
  z.maxLength(320),
  z.refine((value) => SCOPE.test(value), 'must be global, type:<partner type>, tier:<tier> or partner:<id>'),
);

const shown = some(120).check(
  z.refine((value) => value.search(DISGUISE) < 0, 'must not hold characters that cannot be seen'),
);

export const headerSchema: z.ZodMiniType<PackHeader> = z.strictObject({
  format: z.literal('partner-lens-pack'),
  schema: z.literal(SCHEMA),
  id: z.string().check(z.regex(/^[\w-]{8,64}$/)),
  name: shown,
  signer: shown,
  publicKey: some(200),
  sequence: z.int().check(z.minimum(1), z.maximum(1_000_000_000)),
  made: moment,
});

const day = z.int().check(z.minimum(-200_000), z.maximum(200_000));
const window = z.strictObject({ from: day, to: day });

const attribution = z.strictObject({
  model: some(60),
  version: z.number(),
  name: text(100),
  parameters: z.record(text(60), z.union([z.number(), z.record(text(60), z.number())])),
  range: z.nullable(
    z.strictObject({ low: z.number(), high: z.number(), lowest: text(100), highest: text(100) }),
  ),
});

const measurement = {
  kpi,
  value: number,
  n: z.number().check(z.minimum(0)),
  low: number,
  high: number,
  atLeast: z.optional(z.boolean()),
  by: z.optional(text(100)),
  numerator: number,
  denominator: number,
  immature: z.number().check(z.minimum(0)),
  excluded: z.record(text(300), z.number()),
  currency: z.optional(z.string().check(z.regex(/^[A-Z]{3}$/))),
  foreign: z.optional(z.boolean()),
  window,
  attribution: z.optional(attribution),
  seen: z.optional(
    z.strictObject({ rows: z.number().check(z.minimum(0)), of: z.number().check(z.minimum(0)) }),
  ),
  reason: z.optional(text(1_000)),
};

const judged = z.strictObject({
  ...measurement,
  version: z.number(),
  state: z.enum(['insufficient', 'provisional', 'confident']),
  grade: z.nullable(z.enum(['pass', 'warn', 'fail'])),
  limit: z.nullable(
    z.strictObject({
      warn: z.number(),
      fail: z.number(),
      from: z.enum(['default', 'global', 'type', 'tier', 'partner']),
      relativeTo: z.optional(z.literal('programme')),
      of: z.optional(text(20)),
      by: z.optional(z.enum(['policy', 'pack'])),
    }),
  ),
  score: number,
  needed: number,
});

const verdicts: z.ZodMiniType<Scorecard['verdicts'][number]> = z.strictObject({
  question: z.enum(['working', 'right-way']),
  answer: z.enum(['yes', 'mostly', 'no', 'unsure', 'unknown']),
  text: text(500),
  why: text(2_000),
  because: z.optional(list(z.strictObject({ kpi: some(100), text: text(1_000) }), 10)),
  also: z.optional(list(some(100), 1_000)),
});

const signal = z.strictObject({
  rule: some(100),
  severity: z.enum(['info', 'warn', 'bad']),
  title: text(300),
  detail: text(2_000),
  next: text(500),
  kpis: list(kpi, 50),
});

const card: z.ZodMiniType<PackCard> = z.strictObject({
  partnerId: id,
  asOfDay: day,
  computedAt: moment,
  kpis: list(judged, MOST_KPIS),
  dimensions: list(
    z.strictObject({
      dimension: z.enum(DIMENSIONS),
      score: number,
      measured: whole(MOST_KPIS),
      total: whole(MOST_KPIS),
    }),
    DIMENSIONS.length,
  ),
  coverage: share,
  score: number,
  weights: z.optional(
    z.strictObject({
      dimensions: z.record(z.enum(DIMENSIONS), whole(100)),
      from: z.enum(['global', 'type', 'tier', 'partner']),
      version: whole(Number.MAX_SAFE_INTEGER),
    }),
  ),
  verdicts: list(verdicts, 2),
  signals: list(signal, 200),
});

const influence = z.strictObject({
  model: some(60),
  lookbackDays: whole(3_650),
  halfLifeDays: z.number(),
  blend: z.record(text(60), share),
  roles: z.strictObject(
    Object.fromEntries(ROLES.map((role) => [role, share])) as Record<(typeof ROLES)[number], typeof share>,
  ),
});

const site = z.string().check(
  z.maxLength(300),
  z.refine(
    (value) => /^https?:/.test(value) && URL.parse(value)?.origin === value,
    'must be the address of a site',
  ),
);

/** A limit as it is stored. */
export const limitSchema = z.strictObject({ scope, kpi, warn: z.number(), fail: z.number() });

export const contentsSchema: z.ZodMiniType<PackContents> = z.strictObject({
  kpis: z.optional(
    z.strictObject({ definitions: list(definitionSchema, 100), variants: z.record(kpi, kpi) }),
  ),
  limits: z.optional(list(limitSchema, MOST_LIMITS)),
  rules: z.optional(z.strictObject({ changed: list(rule, 500), removed: list(id, 500) })),
  plans: z.optional(list(z.strictObject({ scope, items: list(planItem, 100) }), MOST_PARTNERS)),
  lessons: z.optional(lessonList),
  partnerFields: z.optional(
    list(z.strictObject({ origin: site, kind: recordKind, setting: partnerFieldSetting }), 300),
  ),
  focus: z.optional(
    list(z.strictObject({ scope, kpis: list(kpi, 50), preset: z.nullable(preset) }), MOST_PARTNERS),
  ),
  influence: z.optional(influence),
  partners: z.optional(list(partner, MOST_PARTNERS)),
  scorecards: z.optional(
    z.strictObject({
      programme: list(z.strictObject(measurement), MOST_KPIS),
      cards: list(card, MOST_PARTNERS),
    }),
  ),
});
