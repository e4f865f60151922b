/** Zoho CRM: labels of the standard layout of Deals (formerly Potentials) and Leads, as its export writes them (B; other languages C). */
import type { Product } from '../export-format';

export const product: Product = {
  name: 'Zoho CRM',
  exports: [
    {
      what: 'deals',
      table: 'deals',
      signs: [
        'Deal Name | Potential Name | Abschlussname | Geschäftsname | Nom de l’affaire | Nombre del trato | Nome do negócio | Nome affare | Dealnaam',
        'Closing Date | Abschlussdatum | Date de clôture | Fecha de cierre | Data de fechamento | Data di chiusura | Sluitingsdatum',
        'Stage | Phase | Étape | Fase | Estágio',
        'Record Id | Deal Id | Potential Id | Datensatz-ID | ID de l’enregistrement | ID del registro | ID do registro',
      ],
      columns: {
        deal: 'Record Id | Deal Id | Potential Id | Datensatz-ID | ID de l’enregistrement | ID del registro | ID do registro',
        name: 'Deal Name | Potential Name | Abschlussname | Geschäftsname | Nom de l’affaire | Nombre del trato | Nome do negócio | Nome affare | Dealnaam',
        customer:
          'Account Name | Kontoname | Nom du compte | Nombre de cuenta | Nome da conta | Nome account',
        stage: 'Stage | Phase | Étape | Fase | Estágio',
        amount: 'Amount | Betrag | Montant | Importe | Valor | Importo | Bedrag',
        currency: 'Currency | Währung | Devise | Moneda | Moeda | Valuta',
        closed:
          'Closing Date | Abschlussdatum | Date de clôture | Fecha de cierre | Data de fechamento | Data di chiusura | Sluitingsdatum',
        created:
          'Created Time | Erstellungszeit | Heure de création | Hora de creación | Hora de criação | Ora di creazione',
        owner: 'Deal Owner | Potential Owner | Deal-Besitzer',
        type: 'Type | Typ | Tipo',
      },
      ignore:
        'Account Name.id | Contact Name | Probability (%) | Expected Revenue | Lead Source | Deal Owner.id',
    },
    {
      what: 'leads',
      table: 'leads',
      signs: ['Record Id | Lead Id', 'Lead Owner', 'Lead Status', 'Lead Source'],
      columns: {
        lead: 'Record Id | Lead Id',
        customer: 'Company',
        created: 'Created Time',
        status: 'Lead Status',
        origin: 'Lead Source',
        won: 'Converted Time | Converted Date Time',
      },
      values: {
        status: {
          'Not Contacted': 'new',
          'Attempted to Contact': 'accepted',
          Contacted: 'accepted',
          'Pre-Qualified': 'accepted',
          'Contact in Future': 'accepted',
          'Junk Lead': 'rejected',
          'Lost Lead': 'rejected',
          'Not Qualified': 'rejected',
        },
      },
    },
  ],
};
