import { partnerColumn } from '../shared';
import type { FactTable } from '../types';

export const table: FactTable = {
  id: 'lead_activities',
  name: 'Lead activities',
  description: 'One row per thing that a lead did: visit, reply, download, sign-up.',
  identity: ['activity'],
  date: 'acted',
  columns: {
    activity: {
      kind: 'key',
      domain: 'lead-activity',
      label: 'Lead activity id',
      description: 'Id of the activity.',
      aliases: ['lead activity', 'lead event id'],
    },
    lead: {
      kind: 'key',
      domain: 'lead',
      label: 'Lead id',
      description: 'Lead that acted.',
      required: true,
      aliases: ['lead id', 'lead'],
    },
    partner: partnerColumn,
    acted: {
      kind: 'minute',
      label: 'Acted',
      description: 'When the lead acted.',
      required: true,
      aliases: ['acted at', 'lead activity date', 'action date', 'event time', 'aktiv am'],
    },
    kind: {
      kind: 'category',
      domain: 'lead-activity-kind',
      label: 'Kind',
      description: 'Visit, reply, download, sign-up ...',
      aliases: ['lead activity type', 'action', 'event name'],
    },
  },
};
