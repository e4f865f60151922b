/** Freshdesk: ticket export (published exports, B). Its labels are in the language of the account (C). */
import type { Product } from '../export-format';

const OPENED =
  'Created time | Erstellt am | Erstellungszeit | Heure de création | Hora de creación | Hora de criação | Ora di creazione | Aanmaaktijd';

export const product: Product = {
  name: 'Freshdesk',
  exports: [
    {
      what: 'tickets',
      table: 'tickets',
      signs: ['Ticket ID | Ticket-ID | ID du ticket | ID de ticket | ID do ticket | ID ticket', OPENED],
      columns: {
        ticket: 'Ticket ID | Ticket-ID | ID du ticket | ID de ticket | ID do ticket | ID ticket',
        subject: 'Subject | Betreff | Objet | Asunto | Assunto | Oggetto | Onderwerp',
        customer:
          'Company Name | Company | Firmenname | Unternehmen | Nom de l’entreprise | Nombre de la empresa',
        opened: OPENED,
        resolved:
          'Resolved time | Closed time | Gelöst am | Heure de résolution | Hora de resolución | Hora de resolução | Ora di risoluzione',
        first_response: 'Initial response time | Zeit der ersten Antwort',
      },
      ignore:
        'Agent | Agente | Group | Gruppe | Groupe | Grupo | Due by Time | Last update time | Status | Source | Type | Full name | Title | Email | Product',
    },
  ],
};
