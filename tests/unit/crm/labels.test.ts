import { describe, expect, it } from 'vitest';
import { foldLabel, rolesOf } from '@/lib/crm/labels';
import { isCreate, isEdit, isPlace, isSettings, kindOf } from '@/lib/crm/nouns';

/** English, German, French, Spanish, Portuguese, Dutch, Italian, Polish, Japanese. */
const LABELS: Record<string, string[]> = {
  partner: [
    'Partner',
    'Vertriebspartner',
    'Partenaire',
    'Socio',
    'Parceiro',
    'Partner:',
    'Rivenditore',
    'Partner handlowy',
    'パートナー',
    'Reseller',
    'Channel partner',
    'Wiederverkäufer',
    'Händler',
    'Revendeur',
    'Distribuidor',
    'Revendedor',
    'Wederverkoper',
    'Distributore',
    'Dystrybutor',
    '代理店',
    'Referred by',
    'PartnerAccountId',
    'Partner__c',
    'channel_partner',
  ],
  account: [
    'Account',
    'Kunde',
    'Compte',
    'Cuenta',
    'Conta',
    'Klant',
    'Azienda',
    'Klient',
    '取引先',
    'Company',
    'Unternehmen',
    'Entreprise',
    'Empresa',
    'Organização',
    'Bedrijf',
    'Cliente',
    '会社',
    'AccountId',
    'Party',
  ],
  stage: [
    'Stage',
    'Phase',
    'Étape',
    'Etapa',
    'Etapa do negócio',
    'Fase',
    'Fase trattativa',
    'Etap',
    'フェーズ',
    'Deal stage',
    'Verkaufsphase',
    'StageName',
    'dealstage',
  ],
  amount: [
    'Amount',
    'Betrag',
    'Montant',
    'Importe',
    'Valor',
    'Bedrag',
    'Importo',
    'Kwota',
    '金額',
    'Deal value',
    'Erwarteter Umsatz',
    'Expected revenue',
    'Wartość',
  ],
  owner: [
    'Owner',
    'Zuständig',
    'Propriétaire',
    'Propietario',
    'Responsável',
    'Eigenaar',
    'Responsabile',
    'Właściciel',
    '所有者',
    'Assigned to',
    'Salesperson',
    '担当者',
    'hubspot_owner_id',
    'OwnerId',
  ],
  close: [
    'Close date',
    'Abschlussdatum',
    'Date de clôture',
    'Fecha de cierre',
    'Data de fechamento',
    'Sluitdatum',
    'Data di chiusura',
    'Data zamknięcia',
    '完了予定日',
    'Expected closing',
    'Expected close',
    'CloseDate',
    'closedate',
  ],
  status: ['Status', 'Lead status', 'Statut', 'Estado', 'Situação', 'Stato', 'ステータス'],
  name: [
    'Name',
    'Deal name',
    'Titel',
    'Nom',
    'Nombre',
    'Nome',
    'Naam',
    'Titolo',
    'Nazwa',
    '商談名',
    'Subject',
    'Title',
  ],
  aboutPartner: [
    'Partner role',
    'Partnerrolle',
    'Rôle du partenaire',
    'Partner type',
    'Tipo de socio',
    'Partner contact',
    'Contato do parceiro',
    'Partner manager',
    'Partner tier',
    'パートナーの役割',
    'Partner email',
    'Partner since',
    'Partner ID',
  ],
  person: [
    'First name',
    'Last name',
    'Vorname',
    'Nachname',
    'Prénom',
    'Apellidos',
    'Sobrenome',
    'Voornaam',
    'Achternaam',
    'Cognome',
    'Nazwisko',
  ],
};

describe('rolesOf', () => {
  it.each(Object.entries(LABELS))('%s', (role, labels) => {
    for (const label of labels) expect(rolesOf(label), label).toContain(role);
  });

  it.each([
    'Notes',
    'Region',
    'Ansprechpartner',
    'Partnership',
    'Alpine Partners',
    'Next step',
    'Company size',
    'Loss reason',
    'Close reason',
    'A label of far too many words to mean a field',
    '',
  ])('says nothing of "%s"', (label) => expect(rolesOf(label).filter((role) => role !== 'name')).toEqual([]));

  it('knows a company’s name for both', () => expect(rolesOf('Account Name')).toEqual(['account', 'name']));
});

describe('foldLabel', () => {
  it.each([
    ['Étape :', 'etape'],
    ['Close Date*', 'close date'],
    ['CloseDate__c', 'close date'],
    ['パートナー', 'パートナー'],
    ['  A–B ', 'a b'],
  ])('%s', (label, folded) => expect(foldLabel(label)).toBe(folded));
});

describe('nouns', () => {
  it.each([
    [
      'deal',
      [
        'deals',
        'Opportunity',
        'Opportunities',
        'Potentials',
        'Verkaufschancen',
        'affaires',
        'oportunidades',
        'negocios',
        'verkoopkansen',
        'trattative',
        'szanse',
        '商談',
        'crm.lead',
        'sale.opportunity',
      ],
    ],
    ['lead', ['leads', 'Prospects', 'Interessenten', 'リード']],
    [
      'account',
      [
        'Accounts',
        'companies',
        'organizations',
        'customers',
        'Kunden',
        'Firmen',
        'entreprises',
        'comptes',
        'empresas',
        'cuentas',
        'contas',
        'klanten',
        'bedrijven',
        'aziende',
        'klienci',
        'res.partner',
        'party.party',
        '取引先',
      ],
    ],
    ['partner', ['partners', 'Partner', 'resellers', 'partenaires', 'socios', 'parceiros', 'パートナー']],
    [
      'contact',
      ['contacts', 'people', 'persons', 'Kontakte', 'contactos', 'contatos', 'contatti', 'pessoas', 'osoby'],
    ],
    ['other', ['tickets', 'tasks', 'invoices', 'projects']],
    [null, ['dealers', 'leaders', 'view', '12', 'dashboard', 'contoso']],
  ])('%s', (kind, words) => {
    for (const word of words) expect(kindOf(word), word).toBe(kind);
  });

  it('tells places, creation and editing from names', () => {
    for (const text of ['Deals', 'All deals', 'Deal pipeline', 'Dashboard', 'Details', 'Settings'])
      expect(isPlace(text), text).toBe(true);
    for (const text of ['Contoso rollout', 'Partner summit', 'Deal with Contoso'])
      expect(isPlace(text), text).toBe(false);
    for (const text of [
      'New deal',
      'Create opportunity',
      'Neue Verkaufschance',
      'Nuevo negocio',
      'Filters',
      'Add new contact',
    ])
      expect(isCreate(text), text).toBe(true);
    for (const text of ['New licences for Contoso', 'Contoso', 'Create value together', 'Deal'])
      expect(isCreate(text), text).toBe(false);
    for (const word of [
      'Edit',
      'Editing',
      'Bearbeiten',
      'Modifier',
      'Editar',
      'Bewerken',
      'Modifica',
      'Edytuj',
      '編集',
    ])
      expect(isEdit(word), word).toBe(true);
    expect(isSettings('settings')).toBe(true);
    expect(isSettings('deals')).toBe(false);
  });
});
