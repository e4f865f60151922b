/** Matomo: referrers or campaigns by day; metric names of its Reporting API (A), titles of the translated export (C). */
import type { Product } from '../export-format';

const VISITS = 'nb_visits | Visits | Besuche | Visites | Visitas | Visite | Bezoeken';
const LABEL = 'label | Label | Website | Campaign | Kampagne | Bezeichnung | Étiquette | Etiqueta';

export const product: Product = {
  name: 'Matomo',
  exports: [
    {
      what: 'referrers',
      table: 'traffic',
      signs: [VISITS, LABEL, 'nb_actions | Actions | Aktionen | Acciones | Ações | Azioni | Acties'],
      columns: {
        partner: LABEL,
        day: 'date | Date | Datum | Fecha | Data',
        sessions: VISITS,
        converted_sessions: 'nb_visits_converted | Visits with Conversions | Besuche mit Konversionen',
      },
      ignore:
        'nb_uniq_visitors | nb_conversions | Unique visitors | revenue | bounce_count | sum_visit_length',
      advice: { day: 'In Matomo, choose “each day” for the period and export with the column “date”.' },
    },
  ],
};
