/**
 * Salesforce. Reports: headers of published exports (B); other languages from the labels of the standard objects (C).
 * Data Loader writes API names: Object Reference for Opportunity, OpportunityHistory, Lead and Case (A).
 */
import type { Product } from '../export-format';

export const product: Product = {
  name: 'Salesforce',
  exports: [
    {
      what: 'opportunity report',
      table: 'deals',
      signs: [
        'Opportunity Name | Opportunity-Name | Name der Opportunity | Nom de l’opportunité | Nombre de la oportunidad | Nome da oportunidade | Naam opportunity | Opportunitynaam | Nome opportunità',
        'Close Date | Schlusstermin | Abschlussdatum | Date de clôture | Fecha de cierre | Data de fechamento | Sluitingsdatum | Data chiusura | Data di chiusura',
        'Stage | Phase | Étape | Etapa | Fase',
      ],
      columns: {
        deal: 'Opportunity ID | Opportunity ID (18) | Opportunity-ID | ID de l’opportunité | Id. de oportunidad | ID de la oportunidad | ID da oportunidade | ID opportunità',
        name: 'Opportunity Name | Opportunity-Name | Name der Opportunity | Nom de l’opportunité | Nombre de la oportunidad | Nome da oportunidade | Naam opportunity | Opportunitynaam | Nome opportunità',
        customer:
          'Account Name | Accountname | Nom du compte | Nombre de la cuenta | Nome da conta | Accountnaam | Nome account',
        partner:
          'Partner Account | Partner Account: Account Name | Primary Partner | Partner | Partneraccount | Compte partenaire | Cuenta de socio | Conta de parceiro | Account partner',
        stage: 'Stage | Phase | Étape | Etapa | Fase',
        amount:
          'Amount | Total Amount | Amount (converted) | Betrag | Montant | Importe | Valor | Bedrag | Ammontare | Importo',
        currency:
          'Amount Currency | Total Amount Currency | Opportunity Currency | Betrag Währung | Devise Montant | Importe Moneda',
        closed:
          'Close Date | Schlusstermin | Abschlussdatum | Date de clôture | Fecha de cierre | Data de fechamento | Sluitingsdatum | Data chiusura | Data di chiusura',
        created:
          'Created Date | Erstelldatum | Erstellungsdatum | Date de création | Fecha de creación | Data de criação | Aanmaakdatum | Gemaakt op | Data creazione | Data di creazione',
        owner:
          'Opportunity Owner | Opportunity-Inhaber | Propriétaire de l’opportunité | Propietario de la oportunidad | Proprietário da oportunidade | Eigenaar opportunity | Titolare opportunità',
        type: 'Type | Typ | Tipo',
        segment: 'Industry | Branche | Secteur d’activité | Sector | Setor | Bedrijfstak | Settore',
      },
      ignore:
        'Probability (%) | Expected Revenue | Expected Revenue Currency | Age | Fiscal Period | Lead Source | Next Step | Forecast Category',
      advice: {
        deal: 'In Salesforce, add the column “Opportunity ID” to the report and export it as “Details Only”.',
      },
    },
    {
      what: 'opportunities by Data Loader',
      table: 'deals',
      signs: ['StageName', 'CloseDate', 'AccountId | Account.Name', 'Id'],
      columns: {
        deal: 'Id',
        name: 'Name',
        customer: 'AccountId | Account.Name',
        partner: 'PartnerAccountId | PartnerAccount.Name | Partner_Account__c | Partner__c',
        stage: 'StageName',
        amount: 'Amount',
        currency: 'CurrencyIsoCode',
        closed: 'CloseDate',
        created: 'CreatedDate',
        owner: 'OwnerId | Owner.Name',
        type: 'Type',
      },
      ignore:
        'IsWon | IsClosed | Probability | ExpectedRevenue | LeadSource | LastModifiedDate | SystemModstamp',
    },
    {
      what: 'stage history',
      table: 'stage_changes',
      signs: ['OpportunityId | Opportunity ID', 'StageName | To Stage', 'CreatedDate | Last Modified'],
      columns: {
        deal: 'OpportunityId | Opportunity ID',
        stage: 'StageName | To Stage',
        entered: 'CreatedDate | Last Modified',
      },
      ignore: 'Id | From Stage | Amount | CloseDate | Probability',
    },
    {
      what: 'lead report',
      table: 'leads',
      signs: [
        'Lead ID | Lead-ID',
        'Lead Status | Leadstatus | Statut de la piste | Estado del candidato | Status do lead | Stato lead',
      ],
      columns: {
        lead: 'Lead ID | Lead-ID',
        customer: 'Company / Account | Company | Firma / Account',
        status:
          'Lead Status | Leadstatus | Statut de la piste | Estado del candidato | Status do lead | Stato lead',
        origin:
          'Lead Source | Leadquelle | Origine de la piste | Origen del candidato | Origem do lead | Fonte del lead',
        created:
          'Create Date | Created Date | Erstelldatum | Date de création | Fecha de creación | Data de criação | Data creazione',
        won: 'Converted Date | Conversion Date',
        partner: 'Partner Account | Partner | Partneraccount',
      },
      values: {
        status: {
          'Open - Not Contacted': 'new',
          'Working - Contacted': 'accepted',
          'Closed - Converted': 'accepted',
          'Closed - Not Converted': 'rejected',
        },
      },
    },
    {
      what: 'case report',
      table: 'tickets',
      signs: [
        'Case Number | Kundenvorgangsnummer | Numéro de la requête | Número del caso | Número do caso | Numero caso',
        'Date/Time Opened | Opened Date | CreatedDate | Datum/Uhrzeit der Öffnung | Date/Heure d’ouverture | Fecha/Hora de apertura | Data/Hora de abertura | Data/ora di apertura',
      ],
      columns: {
        ticket:
          'Case Number | Kundenvorgangsnummer | Numéro de la requête | Número del caso | Número do caso | Numero caso',
        customer:
          'Account Name | Accountname | Nom du compte | Nombre de la cuenta | Nome da conta | Nome account',
        opened:
          'Date/Time Opened | Opened Date | CreatedDate | Datum/Uhrzeit der Öffnung | Date/Heure d’ouverture | Fecha/Hora de apertura | Data/Hora de abertura | Data/ora di apertura',
        resolved:
          'Date/Time Closed | Closed Date | ClosedDate | Datum/Uhrzeit der Schließung | Date/Heure de fermeture | Fecha/Hora de cierre | Data/Hora de fechamento | Data/ora di chiusura',
        subject: 'Subject | Betreff | Objet | Asunto | Assunto | Oggetto',
        escalated: 'Escalated | IsEscalated | Eskaliert',
      },
    },
  ],
};
