import { organisationColumn, partnerColumn, personColumn } from '../shared';
import type { FactTable } from '../types';

export const table: FactTable = {
  id: 'contributions',
  name: 'Contributions to assets',
  description: 'One row per person or organisation that helped to make a campaign asset.',
  identity: ['contribution'],
  date: 'contributed',
  columns: {
    contribution: {
      kind: 'key',
      domain: 'contribution',
      label: 'Contribution id',
      description: 'Id of the contribution.',
      aliases: ['contribution', 'contribution no'],
    },
    asset: {
      kind: 'key',
      domain: 'asset',
      label: 'Asset',
      description: 'Asset that was made: article, video, study, event.',
      required: true,
      aliases: ['asset id', 'asset name', 'content asset', 'inhalt', 'contenido', 'contenu'],
    },
    partner: partnerColumn,
    organisation: {
      ...organisationColumn,
      description: 'Organisation that contributed: ours, the partner, or a third one.',
      aliases: ['contributing organisation', 'contributing organization', ...organisationColumn.aliases!],
    },
    person: { ...personColumn, aliases: ['contributor', 'author', ...personColumn.aliases!] },
    contributed: {
      kind: 'day',
      label: 'Contributed',
      description: 'Day of the contribution.',
      required: true,
      aliases: [
        'contributed at',
        'contribution date',
        'contributed on',
        'published',
        'date',
        'datum',
        'fecha',
      ],
    },
    paid: {
      kind: 'flag',
      label: 'Paid',
      description: 'Yes when the contributor was paid for it.',
      aliases: ['is paid', 'sponsored', 'paid contribution', 'bezahlt', 'pagado', 'paye'],
    },
  },
};
