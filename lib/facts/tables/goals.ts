import { currencyColumn, partnerColumn } from '../shared';
import type { FactTable } from '../types';

export const table: FactTable = {
  id: 'goals',
  name: 'Goals',
  description: 'One row per agreed target of a partner and period.',
  identity: ['partner', 'metric', 'from', 'to'],
  date: 'from',
  plans: true,
  columns: {
    partner: { ...partnerColumn, required: true },
    metric: {
      kind: 'category',
      domain: 'goal-metric',
      label: 'Metric',
      description: 'What is to be reached: revenue, pipeline, leads or deals.',
      required: true,
      aliases: ['kpi', 'goal', 'target type', 'metric name'],
    },
    from: {
      kind: 'day',
      ahead: true,
      label: 'From',
      description: 'First day of the goal.',
      required: true,
      aliases: ['start', 'start date', 'period start'],
    },
    to: {
      kind: 'day',
      ahead: true,
      label: 'To',
      description: 'Day after the last day of the goal.',
      required: true,
      aliases: ['end', 'end date', 'period end', 'due date'],
    },
    target: {
      kind: 'money',
      label: 'Target',
      description: 'Value to reach: money, or a plain number without a currency.',
      required: true,
      aliases: ['target value', 'quota', 'goal value'],
    },
    baseline: {
      kind: 'money',
      label: 'Baseline',
      description: 'What would be reached anyway; empty when the goal is counted from nothing.',
      aliases: ['baseline value', 'starting value', 'start value', 'ausgangswert', 'valeur de depart'],
    },
    currency: currencyColumn,
  },
};
