import { describe, expect, it } from 'vitest';
import { nameBeneath, nameFrom } from '@/lib/crm/review/name';
import type { NameClues } from '@/lib/crm/types';
import { NO_CLUES } from './no-clues';

const url = new URL('https://crm.orbit.example/deals/12');
const name = (more: Partial<NameClues>) => nameFrom({ ...NO_CLUES, ...more }, url);

describe('nameFrom', () => {
  it.each([
    ['★ Harbour cranes', 'Harbour cranes'],
    ['OPP-2026-0042 Harbour cranes', 'Harbour cranes'],
    ['Trattativa » Gru del porto', 'Gru del porto'],
    ['Szansa nr 5240 – Dźwigi portowe', 'Dźwigi portowe'],
    ['Opportuniteit Havenkranen noord', 'Havenkranen noord'],
    ['Chance Hafenkräne', 'Hafenkräne'],
    ['#12: Harbour cranes', 'Harbour cranes'],
    ['Ticket #12: Harbour cranes', 'Harbour cranes'],
    ['Edit Harbour cranes', 'Harbour cranes'],
    ["Details for Opportunity 'Harbour cranes'", 'Harbour cranes'],
    ['Affaire « Grues du port »', 'Grues du port'],
    ['Geschäft „Hafenkräne“', 'Hafenkräne'],
    ['Harbour "Big Lift" cranes', 'Harbour "Big Lift" cranes'],
  ])('"%s" is called %s', (heading, expected) => expect(name({ headings: [[heading, 3]] })).toBe(expected));

  it.each([
    'Geschäft bearbeiten',
    'Contacts (2)',
    'Aktivitäten',
    'Umsatz',
    'Datensatz ansehen',
    'Ver oportunidad',
    'Modifier l’affaire',
    'Visualizza record',
    'Podgląd rekordu',
    '商談の編集',
    'レコードの表示',
    'Category:',
    'Delete?',
    'Opportunité n°12',
    'Deal no. 12',
  ])('"%s" is no name, so that the field’s counts', (heading) => {
    expect(name({ headings: [[heading, 3]] })).toBe('');
    expect(name({ headings: [[heading, 3]], value: 'Harbour cranes' })).toBe('Harbour cranes');
  });

  it('is not that of the application, where another one is', () => {
    const headings = [
      ['Orbit CRM', 3],
      ['Harbour cranes', 1.5],
    ] as const;
    expect(name({ headings, titles: [['Orbit CRM', true]] })).toBe('Harbour cranes');
  });

  it.each(['Gestão comercial', 'Sales tracker', '営業管理システム', 'Vertriebsportal'])(
    'is not “%s”, where something else is written large, too',
    (application) => {
      const titles = [[application, true]] as const;
      const headings = [
        [application, 3],
        ['Harbour cranes', 2.5],
      ] as const;
      expect(name({ headings, titles })).toBe('Harbour cranes');
      expect(name({ headings: [headings[0]], titles })).toBe(application);
    },
  );

  it('is the number that stands largest, rather than the head of a part of the page', () => {
    const headings = [
      ['DEAL-2026-0042', 3],
      ['Financial details', 2.5],
      ['Ownership and team assignment', 2.5],
    ] as const;
    expect(name({ headings })).toBe('DEAL-2026-0042');
    expect(name({ headings: [headings[0], ['Harbour cranes', 2.5]] })).toBe('Harbour cranes');
  });

  it('is without whose it is, where the title has it alone', () => {
    const headings = [['Port of Orbit: Harbour cranes', 3]] as const;
    expect(
      name({
        headings,
        titles: [
          ['Deal #42', true],
          ['Harbour cranes', true],
          ['Sales', true],
        ],
      }),
    ).toBe('Harbour cranes');
    // The title was taken apart where the name has its colon.
    expect(
      name({
        headings,
        titles: [
          ['Port of Orbit', true],
          ['Harbour cranes', true],
        ],
      }),
    ).toBe('Port of Orbit: Harbour cranes');
  });

  it('leaves out what stands beside it', () => {
    const headings = [['Harbour cranes Deal', 1.5]] as const;
    expect(name({ headings, titles: [['Harbour cranes', true]] })).toBe('Harbour cranes');
  });

  it('is the title’s first part rather than the heading of a part of the page', () => {
    const titles = [
      ['Harbour cranes', true],
      ['Opportunities', false],
    ] as const;
    expect(name({ headings: [['Revenue lines', 1.5]], titles })).toBe('Harbour cranes');
  });

  it('is not what heads each entry of a list, nor a part of the page', () => {
    const entry = ['Support desk', 1.5] as const;
    const headings = [
      ['Harbour cranes', 1.5],
      entry,
      entry,
      entry,
      ['Gegevens', 1.5],
      ['History 11:20', 3],
    ] as const;
    expect(name({ headings })).toBe('Harbour cranes');
  });

  it.each(['Ver Harbour cranes', 'Voir Harbour cranes', 'Bekijken Harbour cranes'])(
    'is without the verb of “%s” where a field says so',
    (heading) => {
      expect(name({ headings: [[heading, 3]], value: 'Harbour cranes' })).toBe('Harbour cranes');
      expect(name({ headings: [[heading, 3]] })).toBe(heading);
    },
  );

  it('is the whole name of a person of whom a field has the last one', () => {
    const titles = [['Support desk', true]] as const;
    expect(name({ titles, value: 'desk', person: 'desk' })).toBe('Support desk');
  });
});

describe('what stands below a heading that says nothing', () => {
  it.each(['Harbour cranes', '  Enterprise\n licence renewal ', 'Alles Gute GmbH Umbau'])(
    'may be the name: %s',
    (line) => expect(nameBeneath(line)).toBe(line.replace(/\s+/g, ' ').trim()),
  );

  it.each([
    'View and manage deal information',
    'Everything about the opportunity.',
    'Fırsatın aşama, değer ve görev bilgisini tek ekranda izleyin.',
    'Übersicht über diese Verkaufschance',
    'Consultez et modifiez cette affaire',
    'Created Oct 12, 2026',
    'Créée le 12 octobre 2026',
    'Opportunities',
    '',
  ])('may say what the page is for: %s', (line) => expect(nameBeneath(line)).toBe(''));
});
