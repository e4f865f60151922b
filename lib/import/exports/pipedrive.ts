/**
 * Pipedrive writes the record's name before each header: published deal exports (B); "Negócio", "Trato" and the like are
 * its interface's own words (C).
 */
import type { Product } from '../export-format';

export const product: Product = {
  name: 'Pipedrive',
  exports: [
    {
      what: 'deals',
      table: 'deals',
      signs: [
        'Deal - ID | Negócio - ID | Trato - ID | Affaire - ID | Affare - ID',
        'Deal - Title | Deal - Titel | Negócio - Título | Trato - Título | Affaire - Titre | Affare - Titolo',
        'Deal - Stage | Deal - Phase | Deal - Fase | Negócio - Etapa | Trato - Etapa | Affaire - Étape | Affare - Fase',
      ],
      columns: {
        deal: 'Deal - ID | Negócio - ID | Trato - ID | Affaire - ID | Affare - ID',
        name: 'Deal - Title | Deal - Titel | Negócio - Título | Trato - Título | Affaire - Titre | Affare - Titolo',
        stage:
          'Deal - Stage | Deal - Phase | Deal - Fase | Negócio - Etapa | Trato - Etapa | Affaire - Étape | Affare - Fase',
        status: 'Deal - Status | Negócio - Status | Trato - Estado | Affaire - Statut | Affare - Stato',
        amount:
          'Deal - Value | Deal - Wert | Deal - Waarde | Negócio - Valor | Trato - Valor | Affaire - Valeur | Affare - Valore',
        currency:
          'Deal - Currency of Value | Deal - Currency | Deal - Währung von Wert | Deal - Währung | Deal - Valuta van Waarde | Negócio - Moeda de Valor | Trato - Moneda de Valor | Affaire - Devise de Valeur | Affare - Valuta di Valore',
        created:
          'Deal - Deal created | Deal - Deal erstellt | Deal - Deal aangemaakt | Negócio - Negócio criado | Trato - Trato creado | Affaire - Affaire créée | Affare - Affare creato',
        closed:
          'Deal - Deal closed on | Deal - Won time | Deal - Deal abgeschlossen am | Deal - Deal gesloten op | Negócio - Negócio fechado em | Trato - Trato cerrado el | Affaire - Affaire conclue le | Affare - Affare chiuso il',
        expected_close:
          'Deal - Expected close date | Deal - Erwartetes Abschlussdatum | Deal - Verwachte sluitingsdatum | Negócio - Data de fechamento esperada | Trato - Fecha prevista de cierre | Affaire - Date de clôture prévue | Affare - Data di chiusura prevista',
        owner:
          'Deal - Owner | Deal - Besitzer | Deal - Eigenaar | Negócio - Proprietário | Trato - Propietario | Affaire - Propriétaire | Affare - Proprietario',
        customer:
          'Deal - Organization | Deal - Organisation | Organization - Name | Organisation - Name | Deal - Organisatie | Negócio - Organização | Trato - Organización | Affaire - Organisation | Affare - Organizzazione',
        partner:
          'Deal - Partner | Deal - Reseller | Deal - Channel partner | Negócio - Parceiro | Trato - Socio',
      },
      ignore:
        'Deal - Weighted value | Deal - Currency of Weighted value | Deal - Product name | Deal - Product amount | Deal - ACV | Deal - ARR | Deal - MRR | Deal - Lost time | Deal - Update time | Deal - Last stage change | Organization - ID | Deal - Organization ID',
    },
  ],
};
