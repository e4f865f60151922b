import { partnerColumn } from '../shared';
import type { FactTable } from '../types';

export const table: FactTable = {
  id: 'traffic',
  name: 'Website traffic',
  description: 'One row per partner, landing page and day or week, as web analytics counts sessions.',
  identity: ['partner', 'page', 'day'],
  date: 'day',
  columns: {
    partner: partnerColumn,
    page: {
      kind: 'key',
      domain: 'landing-page',
      label: 'Landing page',
      description: 'Page on which the sessions began.',
      aliases: [
        'page',
        'page path',
        'landing page path',
        'zielseite',
        'pagina de destino',
        'page de destination',
      ],
    },
    day: {
      kind: 'day',
      label: 'Day',
      description: 'Day, or first day of the week, that the row reports.',
      required: true,
      aliases: ['date', 'week', 'tag', 'datum', 'fecha', 'jour', 'dia'],
    },
    sessions: {
      kind: 'number',
      label: 'Sessions',
      description: 'Sessions that came through the partner.',
      required: true,
      aliases: ['visits', 'total sessions', 'sitzungen', 'sesiones', 'sessoes'],
    },
    engaged_sessions: {
      kind: 'number',
      label: 'Engaged sessions',
      description:
        'Sessions of 10 seconds or more, with two pages or with a key event, as the tool counts them.',
      aliases: [
        'engaged visits',
        'sitzungen mit interaktionen',
        'sesiones con interaccion',
        'sessions engagees',
      ],
    },
    converted_sessions: {
      kind: 'number',
      label: 'Converted sessions',
      description: 'Sessions in which the landing page’s goal was reached.',
      aliases: [
        'session conversions',
        'sessions with conversion',
        'goal completions',
        'key events',
        'conversions',
      ],
    },
  },
};
