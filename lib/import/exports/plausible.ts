/** Plausible: the CSV of its full export, one file a dimension with a row a day (A: its import and export documentation). */
import type { Product } from '../export-format';

export const product: Product = {
  name: 'Plausible',
  exports: [
    {
      what: 'sources',
      table: 'traffic',
      signs: ['source | utm_source', 'visits', 'visit_duration', 'bounces', 'date'],
      columns: { partner: 'utm_source | source', day: 'date', sessions: 'visits' },
      ignore: 'referrer | utm_medium | utm_campaign | utm_content | utm_term | pageviews | visitors | source',
    },
  ],
};
