/** Impartner PRM: deal registrations and partner accounts (labels of its standard objects, C). */
import type { Product } from '../export-format';

export const product: Product = {
  name: 'Impartner',
  exports: [
    {
      what: 'deal registrations',
      table: 'deals',
      signs: [
        'Deal Registration ID | Deal ID | Registration ID',
        'Partner Account | Account Name | Partner Account Name',
        'Approval Status | Deal Status | Registration Status',
        'Date Submitted | Submitted Date | Date Approved | Approval Date',
      ],
      columns: {
        deal: 'Deal ID | Deal Registration ID | Registration ID | CRM ID',
        registration: 'Deal Registration ID | Registration ID',
        name: 'Deal Name | Opportunity Name',
        partner: 'Partner Account | Partner Account Name | Account Name',
        customer: 'Customer Company | Customer Name | End Customer | End User Company',
        registered: 'Date Submitted | Submitted Date',
        registration_answered: 'Date Approved | Approval Date | Date Rejected',
        created: 'Created | Created Date | Date Created',
        expected_close: 'Expected Close Date | Estimated Close Date',
        amount: 'Deal Amount | Estimated Value | Deal Value | Amount',
        stage: 'Stage | Sales Stage',
        currency: 'Currency',
      },
      ignore: 'Approval Status | Registration Status | Deal Status | Partner Contact | Account ID',
    },
  ],
};
