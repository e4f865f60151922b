/** Google Analytics 4: names of dimensions and metrics as reports write them, and as its API does (A; German, French, Spanish C). */
import type { Product } from '../export-format';

const SOURCE =
  'Session source | sessionSource | Session manual source | Sitzung – Quelle | Sitzungsquelle | Source de la session | Fuente de la sesión | Origem da sessão | Sorgente sessione | Sessiebron';
const SESSIONS = 'Sessions | sessions | Sitzungen | Sesiones | Sessões | Sessioni | Sessies';

export const product: Product = {
  name: 'Google Analytics',
  exports: [
    {
      what: 'sessions by source',
      table: 'traffic',
      signs: [SOURCE, SESSIONS],
      columns: {
        partner: SOURCE,
        sessions: SESSIONS,
        day: 'Date | date | Datum | Fecha | Data | Week | Nth week',
        page: 'Landing page | landingPage | Landing page + query string | landingPagePlusQueryString | Zielseite | Page de destination | Página de destino | Pagina di destinazione | Bestemmingspagina',
        engaged_sessions:
          'Engaged sessions | engagedSessions | Sitzungen mit Interaktionen | Sessions avec engagement | Sesiones con interacción | Sessões engajadas | Sessioni con coinvolgimento | Betrokken sessies',
        converted_sessions:
          'Key events | keyEvents | Conversions | conversions | Schlüsselereignisse | Événements clés | Eventos clave',
      },
      ignore:
        'Session medium | Total users | New users | Engagement rate | Event count | Total revenue | Session campaign',
      advice: { day: 'In Google Analytics, add the dimension “Date” to the report.' },
    },
  ],
};
