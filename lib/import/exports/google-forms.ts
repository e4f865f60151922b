/** Google Forms: answers as its sheet has them, one column a question (published sheets, B); other languages from its interface (C). */
import type { Product } from '../export-format';
import { RECOMMEND } from '../recommend';

const TIMESTAMP =
  'Timestamp | Zeitstempel | Horodateur | Marca temporal | Carimbo de data/hora | Informazioni cronologiche | Tijdstempel | Sygnatura czasowa | タイムスタンプ';
const EMAIL =
  'Email Address | Email | E-Mail-Adresse | Adresse e-mail | Dirección de correo electrónico | Endereço de e-mail | Indirizzo email | E-mailadres | Adres e-mail | メールアドレス';

export const product: Product = {
  name: 'Google Forms',
  exports: [
    {
      what: 'NPS answers',
      table: 'surveys',
      signs: [TIMESTAMP],
      columns: {
        answered: TIMESTAMP,
        customer: `Company | Company name | Unternehmen | Firma | Entreprise | Empresa | Azienda | Bedrijf | 会社名 | ${EMAIL}`,
        partner: 'Partner | Partner name | Reseller',
      },
      patterns: { score: RECOMMEND },
      constants: { kind: 'nps' },
      ignore: EMAIL,
    },
  ],
};
