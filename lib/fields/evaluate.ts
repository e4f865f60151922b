import { foldLabel } from '../crm/labels';
import { COLUMN } from '../crm/review/fields';
import type { PageField, PageRecord, RecordKind } from '../crm/types';
import { inStages } from './stages';
import { conceptOf, sameField } from './synonyms';
import {
  type FieldRule,
  MISSING_SOURCES,
  type MissingField,
  type MissingSource,
  type PlanItem,
} from './types';

export interface EvaluateOptions {
  /** Type of the matched partner; null when it is not known. */
  partnerType: string | null;
  /** Name of the matched partner where the record does not name it in a partner field: what belongs there. */
  partnerName?: string | null;
  /** Tracking plan of the matched partner. */
  plan?: readonly PlanItem[];
}

/** Fields that say something about the partner: without a partner there is nothing to say. */
const ABOUT_PARTNER = new Set(['partner role', 'partner contact']);
/** Kinds of record that a tracking plan speaks of. */
const PLANNED: ReadonlySet<RecordKind> = new Set(['deal', 'lead']);

/**
 * The fields that a record still needs, most important rule first, then the partner's tracking plan, then what the CRM
 * itself marks as required.
 *
 * Only a field that the page shows empty can be missing: one that is not there, sits in an unopened tab or still
 * loads is not known to be empty. A rule for some stages or partner types is silent while stage or type is unknown.
 * Each field is named once.
 */
export function missingFields(
  record: PageRecord,
  rules: readonly FieldRule[],
  { partnerType, partnerName = null, plan = [] }: EvaluateOptions,
): MissingField[] {
  const missing = new Map<string, MissingField>();
  const add = (
    field: PageField,
    source: MissingSource,
    part: { label?: string; why: string; prefill?: string | null },
  ) => {
    const known = missing.get(field.key);
    const asking: MissingSource[] = [
      ...(known?.sources ?? []),
      source,
      ...(field.required ? (['page'] as const) : []),
    ];
    missing.set(field.key, {
      key: field.key,
      label: known?.label ?? (field.label || part.label || field.key),
      why: known?.why ?? part.why,
      sources: MISSING_SOURCES.filter((one) => asking.includes(one)),
      prefill: known?.prefill ?? part.prefill ?? null,
    });
  };
  for (const rule of rules) {
    if (!applies(rule, record, partnerType)) continue;
    const field = unfilled(record.fields, rule.fields);
    if (!field || missing.has(field.key)) continue;
    const name = conceptOf(rule.fields[0] ?? '') === 'partner' ? partnerName : null;
    add(field, 'rule', { label: rule.fields[0], why: rule.why, prefill: name });
  }
  if (PLANNED.has(record.kind)) {
    for (const { fields, value } of plan) {
      const field = unfilled(record.fields, fields);
      if (field)
        add(field, 'plan', { label: fields[0], why: 'in the partner’s tracking plan', prefill: value });
    }
  }
  for (const field of record.fields) {
    if (field.required && field.state === 'empty') add(field, 'page', { why: 'required by the CRM' });
  }
  return [...missing.values()];
}

/** A field that somebody asks for, and whether the page shows it filled. */
export interface FieldCheck {
  label: string;
  filled: boolean;
}

/**
 * All fields that rules, the tracking plan and the page itself ask for, as far as the page shows whether they are
 * filled; each once, in the order of `missingFields`.
 */
export function fieldChecks(
  record: PageRecord,
  rules: readonly FieldRule[],
  { partnerType, plan = [] }: EvaluateOptions,
): FieldCheck[] {
  const checks = new Map<string, FieldCheck>();
  const add = (field: PageField | undefined, label: string | undefined, filled: boolean) => {
    if (field && !checks.has(field.key))
      checks.set(field.key, { label: field.label || label || field.key, filled });
  };
  const asked = [
    ...rules.filter((rule) => applies(rule, record, partnerType)),
    ...(PLANNED.has(record.kind) ? plan : []),
  ];
  for (const { fields } of asked) {
    const fitting = fittingFields(record.fields, fields);
    const filled = fitting.find(({ state }) => state === 'value');
    if (filled || fitting.every(({ state }) => state === 'empty'))
      add(filled ?? fitting[0], fields[0], filled !== undefined);
  }
  for (const field of record.fields)
    if (field.required && (field.state === 'empty' || field.state === 'value'))
      add(field, undefined, field.state === 'value');
  return [...checks.values()];
}

function applies(rule: FieldRule, record: PageRecord, partnerType: string | null): boolean {
  const { kind, crm, stage, partner } = record;
  if (!rule.enabled || !rule.objects.includes(kind)) return false;
  if (rule.crms.length > 0 && !rule.crms.includes(crm)) return false;
  if (rule.stages.length > 0 && (stage === null || !inStages(stage, rule.stages))) return false;
  if (rule.partnerTypes.length > 0) {
    const type = foldLabel(partnerType ?? '');
    if (!type || !rule.partnerTypes.some((one) => foldLabel(one) === type)) return false;
  }
  const concept = conceptOf(rule.fields[0] ?? '');
  return partner !== null || partnerType !== null || !ABOUT_PARTNER.has(concept ?? '');
}

/** The fields that go by one of these names; those of exactly that name first. */
function fittingFields(fields: readonly PageField[], names: readonly string[]): PageField[] {
  const exact = fields.filter(({ key, label }) =>
    names.some((name) => foldLabel(name) === foldLabel(label) || foldLabel(name) === foldLabel(key)),
  );
  // A field of exactly that name stands before one of like meaning: "Partner" and "Referral partner" may both be there.
  const fitting = [...exact, ...fields.filter((field) => names.some((name) => isSame(field, name)))];
  if (fitting.length > 0) return [...new Set(fitting)];
  // Forms made from tables call a field after its column: "Partner Id" where nothing else is the partner.
  return fields.filter(
    (field) =>
      COLUMN.test(field.label) &&
      names.some((name) => isSame({ ...field, label: field.label.replace(COLUMN, '') }, name)),
  );
}

/** The empty field that would satisfy the rule; null when one is filled, none is shown, or it cannot be told. */
function unfilled(fields: readonly PageField[], names: readonly string[]): PageField | null {
  const fitting = fittingFields(fields, names);
  if (fitting.some(({ state }) => state !== 'empty')) return null;
  return fitting[0] ?? null;
}

/** The label tells what a field is; its machine name only where the label tells nothing. */
function isSame({ key, label }: PageField, name: string): boolean {
  return conceptOf(label) === null ? sameField(key, name) || sameField(label, name) : sameField(label, name);
}
