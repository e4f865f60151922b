import { foldLabel } from '../crm/labels';
import type { PageField, PageRecord } from '../crm/types';
import { inStages } from './stages';
import { conceptOf, sameField } from './synonyms';
import type { FieldRule, MissingField } from './types';

export interface EvaluateOptions {
  /** Type of the matched partner; null when it is not known. */
  partnerType: string | null;
}

/** Fields that say something about the partner: without a partner there is nothing to say. */
const ABOUT_PARTNER = new Set(['partner role', 'partner contact']);

/**
 * The fields that a record still needs, most important rule first, then what the CRM itself marks as required.
 *
 * Only a field that the page shows empty can be missing: one that is not there, sits in an unopened tab or still
 * loads is not known to be empty. A rule for some stages or partner types is silent while stage or type is unknown.
 * Each field is named once.
 */
export function missingFields(
  record: PageRecord,
  rules: readonly FieldRule[],
  { partnerType }: EvaluateOptions,
): MissingField[] {
  const missing = new Map<string, MissingField>();
  for (const rule of rules) {
    if (!applies(rule, record, partnerType)) continue;
    const field = unfilled(record.fields, rule.fields);
    if (!field || missing.has(field.key)) continue;
    missing.set(field.key, {
      key: field.key,
      label: field.label || rule.fields[0]!,
      why: rule.why,
      source: field.required ? 'page' : 'rule',
    });
  }
  for (const { key, label, state, required } of record.fields) {
    if (required && state === 'empty' && !missing.has(key)) {
      missing.set(key, { key, label: label || key, why: 'required by the CRM', source: 'page' });
    }
  }
  return [...missing.values()];
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

/** The empty field that would satisfy the rule; null when one is filled, none is shown, or it cannot be told. */
function unfilled(fields: readonly PageField[], names: readonly string[]): PageField | null {
  const exact = fields.filter(({ key, label }) =>
    names.some((name) => foldLabel(name) === foldLabel(label) || foldLabel(name) === foldLabel(key)),
  );
  // A field of exactly that name stands before one of like meaning: "Partner" and "Referral partner" may both be there.
  const fitting = [
    ...new Set([...exact, ...fields.filter((field) => names.some((name) => isSame(field, name)))]),
  ];
  if (fitting.some(({ state }) => state !== 'empty')) return null;
  return fitting[0] ?? null;
}

/** The label tells what a field is; its machine name only where the label tells nothing. */
function isSame({ key, label }: PageField, name: string): boolean {
  return conceptOf(label) === null ? sameField(key, name) || sameField(label, name) : sameField(label, name);
}
