import type { Cohort, CohortCell, CohortFigure } from '@/lib/kpi/cohorts/table';
import type { Unit } from '@/lib/kpi/types';

/** A figure of a cohort that can be shown. */
export interface Figure {
  id: Exclude<CohortFigure, 'customers'>;
  label: string;
  unit: Unit;
  cell: (cohort: Cohort) => CohortCell;
}

export const FIGURES: readonly Figure[] = [
  { id: 'retention3', label: 'Retention at 3 months', unit: 'percent', cell: (of) => of.retention[3] },
  { id: 'retention6', label: 'Retention at 6 months', unit: 'percent', cell: (of) => of.retention[6] },
  { id: 'retention12', label: 'Retention at 12 months', unit: 'percent', cell: (of) => of.retention[12] },
  { id: 'netRetention', label: 'Net revenue retention', unit: 'percent', cell: (of) => of.netRetention },
  {
    id: 'grossRetention',
    label: 'Gross revenue retention',
    unit: 'percent',
    cell: (of) => of.grossRetention,
  },
  { id: 'payback', label: 'Payback', unit: 'months', cell: (of) => of.payback },
  { id: 'ltvToCac', label: 'LTV to CAC', unit: 'ratio', cell: (of) => of.ltvToCac },
];
