/** Which KPIs to look at first, by partner model, objective and stage of the partnership. House convention. */
import { DIMENSIONS, type Dimension } from './types';

/** What moves the choice besides the partner's model (its type). */
export const OBJECTIVES = ['revenue', 'quality', 'launch', 'retention', 'reach'] as const;
export type Objective = (typeof OBJECTIVES)[number];
export const STAGES = ['recruit', 'onboard', 'grow', 'mature', 'at risk'] as const;
export type Stage = (typeof STAGES)[number];

export interface Preset {
  model: string;
  objective: Objective;
  stage: Stage;
}

/** One KPI of each dimension and one more of what the model is about: performance, quality, trust, operations, network. */
const MODELS: Readonly<Record<string, readonly string[]>> = {
  reseller: ['win-rate', 'refund-rate', 'nps', 'registration-sla', 'solo-unreachable', 'discount-rate'],
  distributor: [
    'win-rate',
    'quality-score',
    'policy-violations',
    'sla-adherence',
    'network-expansion',
    'deal-margin',
  ],
  referral: ['sql-to-won', 'icp-fit', 'nps', 'speed-to-lead', 'solo-unreachable', 'mql-to-sql'],
  affiliate: [
    'net-revenue-share',
    'refund-rate',
    'disclosure-compliance',
    'approval-cycle-time',
    'partner-reach-share',
    'cpa',
  ],
  technology: [
    'pipeline-influenced',
    'logo-retention',
    'nps',
    'time-to-launch',
    'integration-usage',
    'integration-breadth',
  ],
  agency: [
    'lead-to-sql',
    'refund-rate',
    'message-consistency',
    'approval-cycle-time',
    'co-creation',
    'landing-conversion',
  ],
  consultant: [
    'win-rate',
    'activation-rate',
    'csat',
    'certification',
    'relationship-survival',
    'sales-cycle',
  ],
  community: [
    'activation-leads',
    'icp-fit',
    'sentiment-shift-social',
    'onboarding-completion',
    'ambassadors',
    'organic-shares',
  ],
};
/** For a type of the workspace's own. */
const ANY_MODEL = [
  'win-rate',
  'refund-rate',
  'nps',
  'sla-adherence',
  'solo-unreachable',
  'net-revenue-share',
];

const FOR_OBJECTIVE: Readonly<Record<Objective, readonly string[]>> = {
  revenue: ['partner-sourced-revenue', 'field-completeness'],
  quality: ['refund-rate', 'complaint-rate'],
  launch: ['time-to-launch', 'onboarding-completion'],
  retention: ['logo-retention', 'net-revenue-retention'],
  reach: ['partner-reach', 'traffic-quality'],
};

const FOR_STAGE: Readonly<Record<Stage, readonly string[]>> = {
  recruit: ['onboarding-completion', 'icp-fit'],
  onboard: ['onboarding-completion', 'certification'],
  grow: ['sql-to-won', 'partner-response-time'],
  mature: ['target-attainment', 'joint-planning'],
  'at risk': ['relationship-recency', 'partner-satisfaction'],
};

/** Partner models that have a preset of their own. */
export const PRESET_MODELS: readonly string[] = Object.keys(MODELS);

/** Five to ten KPI ids, the most telling first. A model without a preset of its own gets the general one. */
export function presetKpis({ model, objective, stage }: Preset): string[] {
  const own = MODELS[model.trim().toLowerCase()] ?? ANY_MODEL;
  return [...new Set([...own, ...FOR_OBJECTIVE[objective], ...FOR_STAGE[stage]])];
}

export interface PresetUse {
  /** Partner models that have it whatever the objective and the stage. */
  models: string[];
  objectives: Objective[];
  stages: Stage[];
}

/** Presets that a KPI is in: those of a model, and what an objective or a stage adds to any model. */
export function presetsWith(kpi: string): PresetUse {
  return {
    models: PRESET_MODELS.filter((model) => MODELS[model]!.includes(kpi)),
    objectives: OBJECTIVES.filter((objective) => FOR_OBJECTIVE[objective].includes(kpi)),
    stages: STAGES.filter((stage) => FOR_STAGE[stage].includes(kpi)),
  };
}

export interface Balance {
  /** KPIs by dimension, every dimension named. */
  counts: Readonly<Record<Dimension, number>>;
  /** What is out of balance, one sentence each; none = balanced. */
  problems: readonly string[];
}

const WORDS: Record<Dimension, string> = {
  performance: 'performance',
  quality: 'quality',
  trust: 'brand and trust',
  operations: 'operations',
  network: 'the cooperative network',
};
export const FEWEST = 5;
export const MOST = 10;

/**
 * Whether a choice of KPIs looks at the whole partnership: five to ten of them, each dimension present, none above half.
 * @param dimensionOf dimension of a KPI; null for one that does not exist, which counts for nothing
 */
export function balanceOf(kpis: readonly string[], dimensionOf: (kpi: string) => Dimension | null): Balance {
  const counts = Object.fromEntries(DIMENSIONS.map((each) => [each, 0])) as Record<Dimension, number>;
  for (const kpi of new Set(kpis)) {
    const dimension = dimensionOf(kpi);
    if (dimension) counts[dimension]++;
  }
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const problems = DIMENSIONS.flatMap((dimension) => {
    if (counts[dimension] === 0) return [`No KPI of ${WORDS[dimension]}: add one.`];
    return counts[dimension] * 2 > total
      ? [`More than half are of ${WORDS[dimension]}: a partner good at that alone would look good.`]
      : [];
  });
  if (total < FEWEST)
    problems.push(`Only ${total} ${total === 1 ? 'KPI' : 'KPIs'}: choose at least ${FEWEST}.`);
  if (total > MOST) problems.push(`${total} KPIs: more than ${MOST} are not read at a glance.`);
  return { counts, problems };
}
