/** Jira Service Management: "Export CSV (all fields)" (published exports, B); other languages from its translations (C). */
import type { Product } from '../export-format';

export const product: Product = {
  name: 'Jira',
  exports: [
    {
      what: 'requests',
      table: 'tickets',
      signs: [
        'Issue key | Vorgangsschlüssel | Clé de ticket | Clé de demande | Clave de incidencia | Chave da item | Chave | Chiave segnalazione',
        'Created | Erstellt | Création | Créée | Creada | Creado | Criado | Aangemaakt | Creato',
      ],
      columns: {
        ticket:
          'Issue key | Vorgangsschlüssel | Clé de ticket | Clé de demande | Clave de incidencia | Chave da item | Chave | Chiave segnalazione',
        subject: 'Summary | Zusammenfassung | Résumé | Resumen | Resumo | Riepilogo | Samenvatting',
        customer: 'Custom field (Organizations) | Organizations | Organisationen | Organisations',
        opened: 'Created | Erstellt | Création | Créée | Creada | Creado | Criado | Aangemaakt | Creato',
        resolved:
          'Resolved | Gelöst | Erledigt | Résolu | Résolue | Resuelta | Resuelto | Resolvido | Opgelost | Risolto',
        partner: 'Custom field (Partner) | Custom field (Reseller)',
        escalated: 'Custom field (Escalated)',
      },
      ignore:
        'Issue id | Issue Type | Status | Project key | Project name | Updated | Resolution | Reporter | Creator | Due Date',
    },
  ],
};
