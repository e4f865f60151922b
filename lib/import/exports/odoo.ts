/**
 * Odoo CRM: field labels and technical names of `crm.lead` in its source (A); other languages from its translations (C).
 * Odoo calls every contact "partner": `partner_id` is the customer, `partner_assigned_id` the reseller.
 */
import type { Product } from '../export-format';

export const product: Product = {
  name: 'Odoo',
  exports: [
    {
      what: 'opportunities',
      table: 'deals',
      signs: [
        'Expected Revenue | Erwarteter Umsatz | Revenu espéré | Revenu attendu | Ingresos esperados | Receita esperada | Verwachte omzet | Ricavo atteso | Ricavi previsti',
        'Salesperson | Vertriebsmitarbeiter | Verkäufer | Vendeur | Comercial | Vendedor | Verkoper | Addetto vendite',
        'Stage | Phase | Étape | Etapa | Estágio | Fase',
      ],
      columns: {
        deal: 'External ID | ID | Externe ID | ID externe | ID externo | ID esterno',
        name: 'Opportunity | Name | Verkaufschance | Opportunité | Oportunidad | Oportunidade | Verkoopkans | Opportunità',
        customer: 'Customer | Company Name | Kunde | Client | Cliente | Klant',
        partner:
          'Assigned Partner | Zugewiesener Partner | Partenaire assigné | Socio asignado | Parceiro atribuído',
        stage: 'Stage | Phase | Étape | Etapa | Estágio | Fase',
        amount:
          'Expected Revenue | Erwarteter Umsatz | Revenu espéré | Revenu attendu | Ingresos esperados | Receita esperada | Verwachte omzet | Ricavo atteso | Ricavi previsti',
        currency: 'Currency | Währung | Devise | Moneda | Moeda | Valuta',
        created: 'Created on | Erstellt am | Créé le | Creado el | Criado em | Aangemaakt op | Creato il',
        closed: 'Closed Date | Abschlussdatum | Date de clôture | Fecha de cierre | Data de fechamento',
        expected_close:
          'Expected Closing | Erwarteter Abschluss | Clôture prévue | Date de clôture prévue | Cierre esperado | Fechamento esperado | Verwachte afsluiting | Chiusura prevista',
        owner:
          'Salesperson | Vertriebsmitarbeiter | Verkäufer | Vendeur | Comercial | Vendedor | Verkoper | Addetto vendite',
      },
      ignore:
        'Partner | Contact Name | Email | Phone | Probability | Prorated Revenue | Sales Team | Tags | City | Country',
      advice: {
        deal: 'In Odoo, choose “I want to update data (import-compatible export)”: it writes the record’s id.',
      },
    },
    {
      what: 'opportunities (import-compatible)',
      table: 'deals',
      signs: [
        'id',
        'expected_revenue',
        'stage_id | stage_id/id | stage_id/name',
        'user_id | user_id/id | user_id/name | create_date',
      ],
      columns: {
        deal: 'id',
        name: 'name',
        customer: 'partner_id/name | partner_id | partner_name | partner_id/id',
        partner: 'partner_assigned_id/name | partner_assigned_id | partner_assigned_id/id',
        stage: 'stage_id/name | stage_id | stage_id/id',
        amount: 'expected_revenue',
        created: 'create_date',
        closed: 'date_closed',
        expected_close: 'date_deadline',
        owner: 'user_id/name | user_id | user_id/id',
      },
      ignore: 'partner_id/id | partner_name | probability | type',
    },
  ],
};
