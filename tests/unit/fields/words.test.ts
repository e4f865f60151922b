import { describe, expect, it } from 'vitest';
import { inStages, stageGroup, stagesFrom } from '@/lib/fields/stages';
import { conceptOf, sameField } from '@/lib/fields/synonyms';

describe('stageGroup', () => {
  it.each([
    ['new', ['Prospecting', 'New', 'Neu', 'Nouveau', 'Nuevo', 'Contact Made', 'Lead', '新規']],
    [
      'qualified',
      [
        'Qualification',
        'Qualified To Buy',
        'Qualifiziert',
        'Needs Analysis',
        'Appointment Scheduled',
        'Discovery',
        'Kwalifikacja',
        '2 - Qualified (20%)',
        '2-Develop',
      ],
    ],
    [
      'proposal',
      [
        'Proposal/Price Quote',
        'Value Proposition',
        'Angebot',
        'Devis envoyé',
        'Propuesta',
        'Proposta enviada',
        'Offerte',
        'Preventivo',
        'Oferta',
        '提案',
        'Demo Scheduled',
        'Id. Decision Makers',
      ],
    ],
    [
      'negotiation',
      [
        '4-Close',
        'Negotiation/Review',
        'Verhandlung',
        'Négociation',
        'Negociación',
        'Onderhandeling',
        'In trattativa',
        'Negocjacje',
        'Contract Sent (Sales Pipeline)',
        'Decision Maker Bought-In',
        '交渉',
      ],
    ],
    ['won', ['Closed Won', 'closedwon', 'Gewonnen', 'Gagné', 'Ganada', 'Ganho', 'Vinta', 'Wygrana', '受注']],
    ['lost', ['Closed Lost', 'Verloren', 'Perdu', 'Perdida', 'Persa', 'Przegrana', '失注', 'Disqualified']],
    [null, ['Phase 7', 'Waiting', 'Zebra', '']],
  ])('%s', (group, names) => {
    for (const name of names) expect(stageGroup(name), name).toBe(group);
  });

  it('counts from a group to won', () => {
    expect(stagesFrom('proposal')).toEqual(['proposal', 'negotiation', 'won']);
    expect(inStages('Angebot (Pipeline Nord)', stagesFrom('qualified'))).toBe(true);
    expect(inStages('Closed Lost', stagesFrom('new'))).toBe(false);
    expect(inStages('4. Zebra', ['zebra'])).toBe(true);
  });
});

describe('conceptOf', () => {
  it.each([
    [
      'registration',
      [
        'Deal registration no.',
        'Deal_Registration__c',
        'Registrierungsnummer',
        'Numéro d’enregistrement',
        'Número de registro',
        'Registratienummer',
        'Numero di registrazione',
        'Numer rejestracji',
        '案件登録番号',
      ],
    ],
    [
      'code',
      [
        'Referral code',
        'Referral source',
        'UTM source',
        'Coupon code',
        'Empfehlungscode',
        'Code de parrainage',
        'Código de indicação',
        'Kortingscode',
        'Codice promozionale',
        'Kod polecenia',
        '紹介コード',
      ],
    ],
    [
      'partner role',
      [
        'Partner role',
        'Partnerrolle',
        'Rôle du partenaire',
        'Rol del socio',
        'Papel do parceiro',
        'Partnerrol',
        'Ruolo del partner',
        'Rola partnera',
        'パートナーの役割',
      ],
    ],
    [
      'partner contact',
      [
        'Partner contact',
        'Ansprechpartner beim Partner',
        'Contact partenaire',
        'Contacto del socio',
        'Contato do parceiro',
        'Contatto partner',
        'Kontakt partnera',
        'パートナー担当者',
      ],
    ],
    [
      'partner type',
      ['Partner type', 'Partnertyp', 'Type de partenaire', 'Tipo de socio', 'Typ partnera', 'パートナー種別'],
    ],
    ['tier', ['Tier', 'Partner tier', 'Partnerstufe', 'Niveau partenaire', 'パートナーランク']],
    ['partner manager', ['Partner manager', 'Partnerbetreuer']],
    [
      'discount approval',
      [
        'Discount approval',
        'Rabattfreigabe',
        'Approbation de remise',
        'Aprobación de descuento',
        'Kortingsgoedkeuring',
        'Approvazione sconto',
        'Zatwierdzenie rabatu',
        '値引承認',
      ],
    ],
    [
      'partner',
      [
        'Partner',
        'Reseller',
        'Vertriebspartner',
        'Partenaire',
        'Socio',
        'Parceiro',
        'Rivenditore',
        'パートナー',
        'Partner__c',
      ],
    ],
    [
      'close date',
      ['Close date', 'Abschlussdatum', 'Date de clôture', 'Fecha de cierre', 'Sluitdatum', '完了予定日'],
    ],
    ['email', ['Email', 'E-Mail-Adresse']],
    [null, ['Region', 'Ansprechpartner', 'Notes', 'Registration date', '']],
  ])('%s', (concept, labels) => {
    for (const label of labels) expect(conceptOf(label), label).toBe(concept);
  });

  it('joins labels of one meaning and no others', () => {
    expect(sameField('Betrag', 'Amount')).toBe(true);
    expect(sameField('Warehouse zone', 'warehouse_zone')).toBe(true);
    expect(sameField('Region', 'Notes')).toBe(false);
    expect(sameField('Partner', 'Partner role')).toBe(false);
  });
});
