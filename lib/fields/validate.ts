import type { RecordKind } from '../crm/types';
import type { FieldRule } from './types';

/** What is wrong with one part of a rule, and what to do. */
export interface RuleProblem {
  part: keyof FieldRule;
  message: string;
}

const KINDS: readonly RecordKind[] = ['deal', 'lead', 'account', 'partner', 'contact', 'other'];
const LONGEST = 300;

/**
 * Checks a rule that a person wrote or a file brought.
 * @returns the rule without blanks and repetitions, or every problem found
 */
export function validateRule(
  input: unknown,
): { ok: true; rule: FieldRule } | { ok: false; problems: RuleProblem[] } {
  const problems: RuleProblem[] = [];
  const bad = (part: keyof FieldRule, message: string) => {
    problems.push({ part, message });
  };
  const given = (typeof input === 'object' && input !== null ? input : {}) as Record<string, unknown>;

  const text = (part: 'id' | 'why', needed: boolean): string => {
    const value = given[part] ?? '';
    if (typeof value !== 'string') bad(part, `The ${part === 'id' ? 'id' : 'reason'} must be text.`);
    else if (needed && !value.trim()) bad(part, 'A rule needs an id; give it any short name.');
    else if (value.length > LONGEST)
      bad(part, `Shorten it to ${LONGEST} characters; it has ${value.length}.`);
    else return value.trim();
    return '';
  };
  const list = (part: 'objects' | 'stages' | 'partnerTypes' | 'crms' | 'fields'): string[] => {
    const value = given[part] ?? [];
    if (!Array.isArray(value) || value.some((one) => typeof one !== 'string')) {
      bad(part, 'Give a list of texts.');
      return [];
    }
    const long = value.find((one: string) => one.length > LONGEST);
    if (long) bad(part, `Shorten "${long.slice(0, 40)}…" to ${LONGEST} characters.`);
    return [...new Set(value.map((one: string) => one.trim()).filter(Boolean))];
  };

  const id = text('id', true);
  const why = text('why', false);
  const objects = list('objects');
  const unknown = objects.filter((kind) => !KINDS.includes(kind as RecordKind));
  if (unknown.length > 0) {
    bad(
      'objects',
      `There is no kind of record called ${unknown.join(', ')}; choose among ${KINDS.join(', ')}.`,
    );
  } else if (objects.length === 0 && !problems.some(({ part }) => part === 'objects')) {
    bad('objects', 'Choose at least one kind of record.');
  }
  const fields = list('fields');
  if (fields.length === 0 && !problems.some(({ part }) => part === 'fields')) {
    bad('fields', 'Name at least one field, as the CRM labels it.');
  }
  const [stages, partnerTypes, crms] = [list('stages'), list('partnerTypes'), list('crms')];
  const { enabled = true } = given;
  if (typeof enabled !== 'boolean') bad('enabled', 'A rule is either on (true) or off (false).');

  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    rule: {
      id,
      objects: objects as RecordKind[],
      stages,
      partnerTypes,
      crms,
      fields,
      why: why || 'required',
      enabled: enabled as boolean,
    },
  };
}
