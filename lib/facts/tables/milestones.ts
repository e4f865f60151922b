import { partnerColumn } from '../shared';
import type { FactTable } from '../types';

export const table: FactTable = {
  id: 'milestones',
  name: 'Milestones and onboarding',
  description: 'One row per planned step with the partner: launches, approvals, onboarding steps.',
  identity: ['partner', 'kind', 'name'],
  date: 'started',
  columns: {
    partner: { ...partnerColumn, required: true },
    kind: {
      kind: 'category',
      domain: 'milestone-kind',
      label: 'Kind',
      description: 'Launch of a campaign, approval of an asset, or onboarding step.',
      required: true,
      values: ['launch', 'approval', 'onboarding'],
      synonyms: {
        campaign: 'launch',
        'campaign launch': 'launch',
        'go live': 'launch',
        review: 'approval',
        onboarding: 'onboarding',
        step: 'onboarding',
      },
      aliases: ['milestone type', 'type', 'category'],
    },
    name: {
      kind: 'key',
      domain: 'milestone',
      label: 'Name',
      description: 'Name of the campaign, asset or step.',
      required: true,
      aliases: ['milestone', 'milestone name', 'step', 'task', 'campaign'],
    },
    started: {
      kind: 'minute',
      label: 'Started',
      description: 'When it was agreed or submitted.',
      aliases: ['agreed', 'agreed at', 'submitted', 'submitted at', 'start date', 'created at'],
    },
    planned: {
      kind: 'day',
      ahead: true,
      label: 'Planned',
      description: 'Day it should be done.',
      aliases: ['due', 'due date', 'planned date', 'target date'],
    },
    done: {
      kind: 'minute',
      label: 'Done',
      description: 'When it was live, decided or complete.',
      aliases: [
        'completed',
        'completed at',
        'live',
        'live at',
        'launched',
        'decided at',
        'done at',
        'end date',
      ],
    },
    required: {
      kind: 'flag',
      label: 'Required',
      description: 'No for optional steps.',
      aliases: ['is required', 'mandatory'],
    },
    first_pass: {
      kind: 'flag',
      label: 'First pass',
      description: 'Yes when an approval needed no rework.',
      aliases: ['approved first time', 'first time right'],
    },
  },
};
