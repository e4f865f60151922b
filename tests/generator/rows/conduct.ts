import { at } from '../behaviours';
import {
  activeMonths,
  eventDays,
  type GeneratorOptions,
  numbered,
  partnerContexts,
  type Row,
} from '../world';

const CHECKS = [
  { check: 'Prices are current', kind: 'content', weight: 2, critical: false },
  { check: 'Features are described correctly', kind: 'content', weight: 2, critical: false },
  { check: 'No forbidden claim', kind: 'message', weight: 3, critical: true },
  { check: 'Key message present', kind: 'message', weight: 1, critical: false },
  { check: 'Commercial relation disclosed', kind: 'disclosure', weight: 3, critical: true },
] as const;
const VIOLATIONS = [
  'Brand name in ads',
  'Missing disclosure',
  'Unapproved claim',
  'Old logo',
  'Discount not agreed',
] as const;

/** Content audits: every two months a few assets, five checks each. */
export function auditRows(options: GeneratorOptions): Row[] {
  const rows: Row[] = [];
  let audit = 0;
  for (const context of partnerContexts(options, 'audits')) {
    const { behaviour, partner, random } = context;
    for (const [age, first, last] of activeMonths(context)) {
      if (age % 2 !== 1 || last - first < 15) continue;
      audit++;
      const assets = random.int(3, 6);
      for (let asset = 1; asset <= assets; asset++)
        for (const { check, kind, weight, critical } of CHECKS)
          rows.push({
            audit: `AU-${String(audit).padStart(4, '0')}`,
            partner: partner.name,
            asset: `${partner.domain}/page-${asset}`,
            check,
            kind,
            audited: first + 14,
            weight,
            passed: random.chance(0.04)
              ? null
              : random.chance(at(behaviour.auditPass, age) + (critical ? 0.03 : 0)),
            critical,
          });
    }
  }
  return rows;
}

/** Violations of brand and programme rules. */
export function violationRows(options: GeneratorOptions): Row[] {
  const rows: Row[] = [];
  const id = numbered('V', 4);
  for (const context of partnerContexts(options, 'violations')) {
    const { behaviour, partner, random } = context;
    for (const [, ...span] of activeMonths(context))
      for (const day of eventDays(context, behaviour.violationsAYear / 12, span)) {
        const resolved = day + random.int(2, 40);
        rows.push({
          violation: id(),
          partner: partner.name,
          occurred: day,
          severity: random.chance(0.25) ? behaviour.worstViolation : 1,
          confirmed: random.chance(0.8),
          resolved: resolved < options.asOfDay ? resolved : null,
          kind: random.pick(VIOLATIONS),
        });
      }
  }
  return rows;
}
