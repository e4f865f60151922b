import { partnerColumn } from '../shared';
import type { FactTable } from '../types';

export const table: FactTable = {
  id: 'trainings',
  name: 'Training and certification',
  description: 'One row per person and course.',
  identity: ['partner', 'person', 'course'],
  date: 'enrolled',
  columns: {
    partner: { ...partnerColumn, required: true },
    person: {
      kind: 'key',
      domain: 'person',
      label: 'Person',
      description: 'Id or initials of the person.',
      required: true,
      aliases: ['user', 'learner', 'person id', 'email', 'participant'],
    },
    course: {
      kind: 'key',
      domain: 'course',
      label: 'Course',
      description: 'Name of the course or module.',
      required: true,
      aliases: ['module', 'training', 'certification', 'course name'],
    },
    kind: {
      kind: 'category',
      domain: 'training-kind',
      label: 'Kind',
      description: 'Training, certification or compliance module.',
      values: ['training', 'certification', 'compliance'],
      synonyms: {
        cert: 'certification',
        certificate: 'certification',
        mandatory: 'compliance',
        learning: 'training',
      },
      aliases: ['type', 'category'],
    },
    required: {
      kind: 'flag',
      label: 'Required',
      description: 'Yes when the person must have it.',
      aliases: ['is required', 'mandatory'],
    },
    enrolled: {
      kind: 'day',
      label: 'Enrolled',
      description: 'Day of enrolment.',
      aliases: ['enrolled at', 'assigned at', 'start date', 'date'],
    },
    completed: {
      kind: 'day',
      label: 'Completed',
      description: 'Day of completion.',
      aliases: ['completed at', 'completion date', 'passed at'],
    },
    valid_until: {
      kind: 'day',
      ahead: true,
      label: 'Valid until',
      description: 'Last day of validity; empty = does not expire.',
      aliases: ['expires', 'expiry date', 'expires at'],
    },
  },
};
