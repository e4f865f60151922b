import type { ExportDocument } from '@/lib/export/document';
import type { RuleView } from '@/lib/messaging/views';
import type { StoredPlan } from '@/lib/store/plans';
import { crmName } from './crms';
import { RECORD_WORDS } from './rule';

const everyOr = (names: readonly string[]): string => names.join(', ') || 'every';

/** Fields that must be filled, and where. */
export function rulesDocument(rules: readonly RuleView[]): ExportDocument {
  return {
    title: 'Required fields',
    about: [['Beside these', 'what the CRM itself marks as required']],
    tables: [
      {
        title: 'Rules',
        columns: ['Field', 'Or', 'Records', 'Stages', 'Partner types', 'CRMs', 'Why', 'On', 'Set by'],
        rows: rules.map(({ fields, objects, stages, partnerTypes, crms, why, enabled, locked, from }) => [
          fields[0] ?? null,
          fields.slice(1).join(', ') || null,
          objects.map((kind) => RECORD_WORDS[kind]).join(', '),
          everyOr(stages),
          everyOr(partnerTypes),
          everyOr(crms.map(crmName)),
          why,
          enabled ? 'yes' : 'no',
          locked ? 'administrator' : (from ?? null),
        ]),
      },
    ],
  };
}

/**
 * What is tracked with whom, a row for each field.
 * @param nameOf name of whom a plan is for
 */
export function plansDocument(
  plans: readonly (StoredPlan & { from?: string })[],
  nameOf: (scope: string) => string,
): ExportDocument {
  return {
    title: 'Tracking plans',
    about: [],
    tables: [
      {
        title: 'Plans',
        columns: ['Partner', 'Scope', 'Field', 'Or', 'Always', 'From'],
        rows: plans.flatMap(({ scope, items, from }) =>
          items.map(({ fields, value }) => [
            nameOf(scope),
            scope,
            fields[0] ?? null,
            fields.slice(1).join(', ') || null,
            value,
            from ?? null,
          ]),
        ),
      },
    ],
  };
}
