import { describe, expect, it } from 'vitest';
import { roleOf } from '@/lib/crm/review/roles';

describe('roleOf', () => {
  it.each([
    ['Partner', 'partner'],
    ['Channel partner', 'partner'],
    ['Partner account', 'partner'],
    ['Vertriebspartner', 'partner'],
    ['Socio comercial', 'partner'],
    ['Systems integrator', 'partner'],
    ['Polecający', 'partner'],
    ['Aangebracht door', 'partner'],
    ['特約店', 'partner'],
    ['Partnerregion', 'aboutPartner'],
    ['Región del socio', 'aboutPartner'],
    ['Versandpartner', 'aboutPartner'],
    ['Ancien partenaire', 'aboutPartner'],
    ['Były partner', 'aboutPartner'],
    ['Competitor partner', 'aboutPartner'],
    ['Umowa z partnerem', 'aboutPartner'],
    ['配送パートナー', 'aboutPartner'],
    ['Business partner', 'account'],
    ['Zakenpartner', 'account'],
    ['Parceiro de negócios', 'account'],
    ['Nazwa konta', 'account'],
    ['Organizzazione', 'account'],
    ['Titolare', 'owner'],
    ['Atribuído a', 'owner'],
    ['Chargé de compte', 'owner'],
    ['Stadio di vendita', 'stage'],
    ['進捗', 'stage'],
    ['Ammontare', 'amount'],
    ['Intitulé', 'name'],
    ['Is closed', null],
    ['Colour', null],
    ['', null],
  ])('"%s" means %s', (label, role) => expect(roleOf(label)).toBe(role));
});
