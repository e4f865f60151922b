import { plural } from '@/lib/kpi/format';
import type { PackPart } from '@/lib/packs/contents';
import type { Feature } from '@/lib/policy/types';

/** Parts of a pack as they are named on their own. */
export const PART_WORDS: Readonly<Record<PackPart, string>> = {
  kpis: 'Own KPIs and chosen variants',
  limits: 'Limits',
  rules: 'Required-field rules',
  plans: 'Tracking plans',
  lessons: 'Taught sites',
  partnerFields: 'Partner fields of sites',
  focus: 'First KPIs of scorecards',
  influence: 'Influence model',
  partners: 'Partner directory',
  scorecards: 'Scorecards',
};

const COUNTED: Readonly<Record<PackPart, [one: string, many?: string]>> = {
  kpis: ['KPI'],
  limits: ['limit'],
  rules: ['rule'],
  plans: ['tracking plan'],
  lessons: ['taught site'],
  partnerFields: ['partner field'],
  focus: ['choice of first KPIs', 'choices of first KPIs'],
  influence: ['influence model'],
  partners: ['partner'],
  scorecards: ['scorecard'],
};

/** "12 limits, 3 rules, 40 partners" */
export function countsInWords(counts: Partial<Record<PackPart, number>>): string {
  const parts = (Object.keys(COUNTED) as PackPart[]).filter((part) => counts[part]);
  return parts.map((part) => plural(counts[part]!, ...COUNTED[part])).join(', ') || 'nothing';
}

export const FEATURE_WORDS: Readonly<Record<Feature, string>> = {
  teaching: 'Teaching sites',
  'list-badges': 'Badges on lists and boards',
  suggestions: 'Suggestions for deals without a partner',
  packs: 'Scorecard packs',
  sources: 'Sources',
};
