import type { RecordKind } from '@/lib/crm/types';
import type { FieldRule } from '@/lib/fields/types';
import { capitalise } from '../parts/format';

export const RECORD_WORDS: Record<RecordKind, string> = {
  deal: 'Deal',
  lead: 'Lead',
  account: 'Account',
  partner: 'Partner',
  contact: 'Contact',
  other: 'Other record',
};

/** A rule for deals that asks for nothing yet. */
export function newRule(): FieldRule {
  return {
    id: `own-${crypto.randomUUID()}`,
    objects: ['deal'],
    stages: [],
    partnerTypes: [],
    crms: [],
    fields: [],
    why: '',
    enabled: true,
  };
}

/** What is wrong with a rule, by the part of the form to mend; empty when it can be saved. */
export function checkRule(rule: FieldRule): { fields?: string; objects?: string } {
  return {
    ...(rule.fields.length === 0 && {
      fields: 'Name the field as the CRM labels it and press Enter.',
    }),
    ...(rule.objects.length === 0 && { objects: 'Choose at least one kind of record.' }),
  };
}

/** Where a rule applies, in a phrase: `Deals and leads · stage Proposal · resellers · any CRM`. */
export function ruleScopeWords(rule: FieldRule, crmName: (id: string) => string): string {
  const list = new Intl.ListFormat('en', { type: 'disjunction' });
  return [
    list.format(rule.objects.map((kind) => RECORD_WORDS[kind])),
    rule.stages.length > 0
      ? `${rule.stages.length === 1 ? 'stage' : 'stages'} ${list.format(rule.stages)}`
      : 'every stage',
    rule.partnerTypes.length > 0
      ? `${list.format(rule.partnerTypes.map(capitalise))} partners`
      : 'every partner',
    rule.crms.length > 0 ? list.format(rule.crms.map(crmName)) : 'every CRM',
  ].join(' · ');
}
