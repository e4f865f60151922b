/** Adobe Analytics: a freeform table or data warehouse file by day; names of its dimensions and metrics (A, German, French and Spanish C). */
import type { Product } from '../export-format';

const SOURCE =
  'Tracking Code | Tracking-Code | Trackingcode | Code de suivi | Código de seguimiento | Marketing Channel Detail | Referring Domain | Verweisende Domäne | Domaine référent | Dominio de referencia';
const VISITS = 'Visits | Besuche | Visites | Visitas';

export const product: Product = {
  name: 'Adobe Analytics',
  exports: [
    {
      what: 'visits by source',
      table: 'traffic',
      signs: [SOURCE, VISITS],
      columns: {
        partner: SOURCE,
        day: 'Day | Date | Tag | Datum | Jour | Date | Día | Fecha',
        page: 'Entry Page | Einstiegsseite | Page d’entrée | Página de entrada',
        sessions: VISITS,
      },
      ignore:
        'Unique Visitors | Page Views | Bounces | Bounce Rate | Orders | Revenue | Marketing Channel | Occurrences',
      advice: { day: 'In Adobe Analytics, add the dimension “Day” to the table.' },
    },
  ],
};
