import type { FileFormat } from './format';

/** People and conversations around the partners. */
export const NETWORK_FILES: readonly FileFormat[] = [
  {
    file: 'interactions.csv',
    table: 'interactions',
    headers: {
      interaction: 'Interaction ID',
      asset: 'Post URL',
      partner: 'Partner Name',
      person: 'Person',
      at: 'Interacted At',
      kind: 'Interaction Type',
      paid: 'Paid',
    },
  },
  {
    file: 'contributions.csv',
    table: 'contributions',
    headers: {
      contribution: 'Contribution ID',
      asset: 'Asset',
      partner: 'Partner Name',
      organisation: 'Organisation',
      person: 'Contributor',
      contributed: 'Contributed On',
      paid: 'Paid',
    },
  },
  {
    file: 'relationships.csv',
    table: 'relationships',
    headers: {
      relationship: 'Relationship ID',
      partner: 'Partner Name',
      person: 'Person',
      organisation: 'Organisation',
      sector: 'Sector',
      first_seen: 'First Seen',
      via: 'Seen Through',
      joint: 'Joint Action',
      known_before: 'Known Before',
      relevant: 'Relevant',
      ended: 'Campaign Ended',
      last_interaction: 'Last Interaction',
    },
  },
  {
    file: 'conversations.csv',
    table: 'conversations',
    headers: {
      conversation: 'Conversation ID',
      partner: 'Partner Name',
      person: 'Person',
      held: 'Conversation Date',
      deal: 'Opportunity ID',
      linked: 'Linked On',
    },
  },
  {
    file: 'lead_activities.csv',
    table: 'lead_activities',
    headers: {
      activity: 'Lead Activity ID',
      lead: 'Lead ID',
      partner: 'Partner ID',
      acted: 'Acted At',
      kind: 'Lead Activity Type',
    },
  },
];
