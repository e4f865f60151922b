import { partnerColumn } from '../shared';
import type { FactTable } from '../types';

export const table: FactTable = {
  id: 'webinars',
  name: 'Webinars',
  description: 'One row per webinar or online event and partner who hosted it with us.',
  identity: ['webinar', 'partner'],
  date: 'held',
  columns: {
    webinar: {
      kind: 'key',
      domain: 'webinar',
      label: 'Webinar',
      description: 'Name or id of the webinar.',
      required: true,
      aliases: ['webinar id', 'webinar name', 'webinar title', 'event name', 'seminario web', 'webinaire'],
    },
    partner: partnerColumn,
    held: {
      kind: 'day',
      label: 'Held',
      description: 'Day on which it took place.',
      required: true,
      aliases: ['webinar date', 'event date', 'held on', 'actual start time', 'date', 'datum', 'fecha'],
    },
    visitors: {
      kind: 'number',
      label: 'Landing visitors',
      description: 'Visitors of the registration page.',
      aliases: [
        'landing page visitors',
        'registration page visitors',
        'registration page views',
        'seitenbesucher',
      ],
    },
    registrants: {
      kind: 'number',
      label: 'Registrants',
      description: 'People who registered.',
      aliases: ['registrations', 'total registrants', 'anmeldungen', 'inscritos', 'inscrits'],
    },
    attendees: {
      kind: 'number',
      label: 'Attendees',
      description: 'People who attended live.',
      aliases: ['attended', 'unique viewers', 'total attendees', 'teilnehmer', 'asistentes', 'participants'],
    },
    engaged: {
      kind: 'number',
      label: 'Engaged attendees',
      description: 'Attendees who answered a poll, asked a question or watched half of it or more.',
      aliases: ['attendees engaged', 'active attendees', 'aktive teilnehmer', 'asistentes activos'],
    },
  },
};
