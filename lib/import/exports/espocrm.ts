/** EspoCRM: attribute names and English labels of Opportunity in its source (A); other languages from its translations (C). */
import type { Product } from '../export-format';

export const product: Product = {
  name: 'EspoCRM',
  exports: [
    {
      what: 'opportunities',
      table: 'deals',
      signs: [
        'Amount Currency | Amount (Currency) | amountCurrency | Betrag (Währung) | Montant (Devise) | Importe (Moneda)',
        'Account Name | Account | accountName | Firma | Compte | Cuenta | Conta | Account Naam',
        'Stage | stage | Phase | Étape | Etapa | Estágio | Fase',
        'ID | id',
      ],
      columns: {
        deal: 'ID | id',
        name: 'Name | name | Nom | Nombre | Nome | Naam',
        customer:
          'Account Name | accountName | Account | Firma | Compte | Cuenta | Conta | Account ID | accountId',
        stage: 'Stage | stage | Phase | Étape | Etapa | Estágio | Fase',
        amount: 'Amount | amount | Betrag | Montant | Importe | Valor | Bedrag | Importo',
        currency:
          'Amount Currency | Amount (Currency) | amountCurrency | Betrag (Währung) | Montant (Devise) | Importe (Moneda)',
        closed:
          'Close Date | closeDate | Abschlussdatum | Date de clôture | Fecha de cierre | Data de Fechamento',
        created: 'Created At | createdAt | Erstellt am | Créé le | Creado el | Criado em',
        owner: 'Assigned User Name | assignedUserName | Assigned User | Zugewiesener Benutzer',
        partner: 'Partner | Partner Name | partnerName | partnerAccountName',
      },
      ignore:
        'Account ID | accountId | Amount (Converted) | amountConverted | amountWeightedConverted | Lead Source | leadSource | Probability, % | probability | Last Stage | lastStage',
    },
  ],
};
