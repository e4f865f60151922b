/** Dynamics 365 Sales: "Export to Excel" of opportunities, whose first columns say "(Do Not Modify)" (B; other languages C). */
import type { Product } from '../export-format';

const TOPIC = 'Topic | Thema | Sujet | Rubrique | Tema | Tópico | Onderwerp | Argomento';

export const product: Product = {
  name: 'Dynamics 365',
  exports: [
    {
      what: 'opportunities',
      table: 'deals',
      signs: [
        TOPIC,
        'Potential Customer | Potenzieller Kunde | Client potentiel | Cliente potencial | Potentiële klant | Cliente potenziale',
        'Est. Revenue | Estimated Revenue | Actual Revenue | Gesch. Umsatz | Geschätzter Umsatz | Tatsächlicher Umsatz | CA estimé | Revenu estimé | Ingresos est. | Ingresos estimados | Receita Est. | Receita Estimada | Geschatte opbrengst | Ricavi previsti',
      ],
      columns: {
        deal: '(Do Not Modify) Opportunity | (Nicht ändern) Verkaufschance | (Ne pas modifier) Opportunité | (No modificar) Oportunidad | (Não modificar) Oportunidade | (Niet wijzigen) Verkoopkans | (Non modificare) Opportunità | Opportunity | Opportunity ID',
        name: TOPIC,
        customer:
          'Potential Customer | Potenzieller Kunde | Client potentiel | Cliente potencial | Potentiële klant | Cliente potenziale',
        stage:
          'Sales Stage | Pipeline Phase | Verkaufsphase | Pipelinephase | Phase de vente | Fase de ventas',
        status: 'Status | Statut | Estado | Stato',
        amount:
          'Est. Revenue | Estimated Revenue | Gesch. Umsatz | Geschätzter Umsatz | CA estimé | Revenu estimé | Ingresos est. | Ingresos estimados | Receita Est. | Receita Estimada | Geschatte opbrengst | Ricavi previsti',
        currency: 'Currency | Währung | Devise | Divisa | Moeda | Valuta',
        closed:
          'Actual Close Date | Tatsächliches Abschlussdatum | Date de conclusion réelle | Fecha de cierre real | Data de Fechamento Real | Werkelijke sluitingsdatum | Data di chiusura effettiva',
        expected_close:
          'Est. Close Date | Estimated Close Date | Gesch. Abschlussdatum | Geschätztes Abschlussdatum | Date de conclusion estimée | Fecha de cierre est. | Fecha de cierre estimada | Data de Fechamento Est. | Geschatte sluitingsdatum | Data di chiusura prevista',
        created:
          'Created On | Erstellt am | Créé le | Fecha de creación | Criado em | Criado Em | Gemaakt op | Data creazione',
        owner: 'Owner | Besitzer | Propriétaire | Propietario | Proprietário | Eigenaar | Proprietario',
        partner: 'Partner | Partner Account | Parceiro | Socio | Partenaire',
      },
      ignore:
        '(Do Not Modify) Row Checksum | (Do Not Modify) Modified On | Account | Contact | Probability | Rating | Status Reason | Actual Revenue | Est. Revenue (Base)',
      values: { status: { Canceled: 'lost' } },
      advice: {
        deal: 'Export with “Open in Excel (static worksheet)”, which keeps the hidden column of record ids.',
      },
    },
  ],
};
