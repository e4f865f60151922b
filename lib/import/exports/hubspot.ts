/**
 * HubSpot. Deals and companies: headers of published exports (B); headers follow the language of the export while
 * "Associated ..." stays English (B). German, French, Italian, Dutch, Portuguese: labels of the default properties (C).
 */
import type { Product } from '../export-format';

const RECORD_ID =
  'Record ID | Datensatz-ID | ID de registro | ID de l’enregistrement | ID do registro | Record-ID | ID record | Deal ID | Ticket ID';
const CREATED =
  'Create Date | Erstellungsdatum | Date de création | Fecha de creación | Data de criação | Aanmaakdatum | Data di creazione';

export const product: Product = {
  name: 'HubSpot',
  exports: [
    {
      what: 'deals',
      table: 'deals',
      signs: [
        RECORD_ID,
        'Deal Name | Dealname | Deal-Name | Nombre del negocio | Nom de la transaction | Nome do negócio | Dealnaam | Nome dell’affare | Nome trattativa',
        'Deal Stage | Deal-Phase | Dealphase | Etapa del negocio | Phase de la transaction | Étape de la transaction | Etapa do negócio | Dealfase | Fase trattativa | Fase dell’affare',
      ],
      columns: {
        deal: RECORD_ID,
        name: 'Deal Name | Dealname | Deal-Name | Nombre del negocio | Nom de la transaction | Nome do negócio | Dealnaam | Nome dell’affare | Nome trattativa',
        stage:
          'Deal Stage | Deal-Phase | Dealphase | Etapa del negocio | Phase de la transaction | Étape de la transaction | Etapa do negócio | Dealfase | Fase trattativa | Fase dell’affare',
        amount: 'Amount | Betrag | Importe | Cantidad | Valor | Montant | Bedrag | Importo',
        currency: 'Currency | Währung | Moneda | Moeda | Devise | Valuta',
        closed:
          'Close Date | Abschlussdatum | Schlussdatum | Fecha de cierre | Date de fermeture | Data de fechamento | Sluitingsdatum | Afsluitdatum | Data di chiusura',
        created: CREATED,
        owner:
          'Deal owner | Zuständiger Mitarbeiter | Deal-Inhaber | Propietario del negocio | Propriétaire de la transaction | Proprietário do negócio | Dealeigenaar | Proprietario trattativa',
        customer:
          'Associated Company (Primary) | Associated Company Names (Primary) | Associated Company | Associated Company Names',
        type: 'Deal Type | Deal-Typ | Tipo de negocio | Type de transaction | Tipo de negócio',
      },
      ignore:
        'Pipeline | Associated Company IDs | Associated Company IDs (Primary) | Associated Contact IDs | Associated Contact | Associated Note | Amount in company currency | Currency in company currency | Last Activity Date',
    },
    {
      what: 'tickets',
      table: 'tickets',
      signs: [
        RECORD_ID,
        'Ticket name | Ticketname | Ticket-Name | Nombre del ticket | Nom du ticket | Nome do ticket | Ticketnaam | Nome ticket',
        'Ticket status | Ticketstatus | Ticket-Status | Estado del ticket | Statut du ticket | Status do ticket | Stato ticket',
      ],
      columns: {
        ticket: RECORD_ID,
        subject:
          'Ticket name | Ticketname | Ticket-Name | Nombre del ticket | Nom du ticket | Nome do ticket | Ticketnaam | Nome ticket',
        opened: CREATED,
        resolved:
          'Close date | Abschlussdatum | Fecha de cierre | Date de fermeture | Data de fechamento | Sluitingsdatum | Data di chiusura',
        first_response: 'First agent email response date | First agent reply date',
        customer: 'Associated Company (Primary) | Associated Company Names (Primary) | Associated Company',
      },
    },
    {
      what: 'contacts',
      table: 'leads',
      signs: [
        RECORD_ID,
        'Lifecycle Stage | Lifecycle-Phase | Etapa del ciclo de vida | Phase du cycle de vie | Estágio do ciclo de vida | Levenscyclusfase | Fase del ciclo di vita',
        CREATED,
      ],
      columns: {
        lead: RECORD_ID,
        customer: 'Associated Company (Primary) | Associated Company | Company name | Unternehmensname',
        created: CREATED,
        status: 'Lead Status | Leadstatus | Lead-Status | Estado del lead | Statut du lead',
        origin:
          'Original Source | Original Traffic Source | Original-Quelle | Fuente original | Source d’origine | Fonte original',
        mql: 'Became a Marketing Qualified Lead Date',
        sql: 'Became a Sales Qualified Lead Date',
        won: 'Became a Customer Date',
        assigned: 'Owner Assigned Date',
      },
      ignore: 'Lifecycle Stage | Close Date',
      values: {
        status: {
          Open: 'new',
          'In Progress': 'accepted',
          'Open Deal': 'accepted',
          Connected: 'accepted',
          'Attempted to Contact': 'accepted',
          'Bad Timing': 'rejected',
        },
      },
    },
  ],
};
