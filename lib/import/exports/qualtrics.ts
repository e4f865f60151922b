/** Qualtrics: responses as CSV; its first two rows below the header repeat the questions and are listed as bad (published exports, B). */
import type { Product } from '../export-format';
import { RECOMMEND } from '../recommend';

export const product: Product = {
  name: 'Qualtrics',
  exports: [
    {
      what: 'NPS responses',
      table: 'surveys',
      signs: [
        'ResponseId | Response ID',
        'RecordedDate | Recorded Date',
        'Progress | Finished | DistributionChannel',
      ],
      columns: {
        response: 'ResponseId | Response ID',
        answered: 'RecordedDate | Recorded Date',
        customer: 'ExternalReference | ExternalDataReference | External Data Reference | RecipientEmail',
        partner: 'Partner | PartnerName | partner',
      },
      patterns: { score: new RegExp(`^(?!.*group).*\\bnps\\b|^q?\\d+ nps$|${RECOMMEND.source}`) },
      constants: { kind: 'nps' },
      ignore: 'StartDate | EndDate | Start Date | End Date | Status | UserLanguage | Duration (in seconds)',
    },
  ],
};
