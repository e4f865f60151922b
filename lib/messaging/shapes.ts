/** Shapes of what people enter, wherever it comes from: a message, a pack or a policy. */
import * as z from 'zod/mini';
import { OBJECTIVES, STAGES } from '../kpi/presets';

const text = (max: number) => z.string().check(z.maxLength(max));
const nullable = (max: number) => z.nullable(text(max));
const list = <T>(item: z.ZodMiniType<T>, max: number) => z.array(item).check(z.maxLength(max));

export const id = z.string().check(z.minLength(1), z.maxLength(300));

export const recordKind = z.enum(['deal', 'lead', 'account', 'partner', 'contact', 'other']);

export const partner = z.strictObject({
  id,
  name: z.string().check(z.minLength(1), z.maxLength(300)),
  type: nullable(100),
  tier: nullable(100),
  region: nullable(200),
  manager: nullable(200),
  domains: list(text(253), 200),
  aliases: list(text(300), 500),
  crmIds: list(text(300), 500),
  codes: list(text(300), 500),
  parent: nullable(300),
});

export const rule = z.strictObject({
  id,
  objects: list(recordKind, 6),
  stages: list(text(200), 200),
  partnerTypes: list(text(100), 100),
  crms: list(text(60), 100),
  fields: z.array(z.string().check(z.minLength(1), z.maxLength(300))).check(z.minLength(1), z.maxLength(100)),
  why: text(300),
  enabled: z.boolean(),
});

export const partnerFieldSetting = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('auto') }),
  z.strictObject({ mode: z.literal('none') }),
  z.strictObject({ mode: z.literal('field'), key: text(300) }),
]);

export const planItem = z.strictObject({
  fields: z.array(z.string().check(z.minLength(1), z.maxLength(300))).check(z.minLength(1), z.maxLength(20)),
  value: nullable(1_000),
});

export const preset = z.strictObject({
  model: text(100),
  objective: z.enum(OBJECTIVES),
  stage: z.enum(STAGES),
});
