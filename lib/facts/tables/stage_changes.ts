import { dealColumn, partnerColumn } from '../shared';
import type { FactTable } from '../types';

export const table: FactTable = {
  id: 'stage_changes',
  name: 'Stage history',
  description: 'One row each time a deal entered a stage.',
  identity: ['deal', 'stage', 'entered'],
  date: 'entered',
  columns: {
    deal: { ...dealColumn, required: true },
    partner: partnerColumn,
    stage: {
      kind: 'category',
      domain: 'stage',
      label: 'Stage',
      description: 'Stage that was entered.',
      required: true,
      aliases: ['to stage', 'new stage', 'stage name', 'new value'],
    },
    entered: {
      kind: 'day',
      label: 'Entered',
      description: 'Day the deal entered the stage.',
      required: true,
      aliases: ['entered at', 'changed at', 'change date', 'edit date', 'date entered', 'last stage change'],
    },
  },
};
