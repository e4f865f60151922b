import { describe, expect, it } from 'vitest';
import { isUndecided, namesNobody } from '@/lib/crm/review/nobody';
import { saysNothing } from '@/lib/crm/review/nothing';

describe('what stands in the place of a company', () => {
  it.each([
    'TBD',
    'To be determined',
    'None yet',
    'Noch offen',
    'À définir',
    'Por definir',
    'Nog te bepalen',
  ])('"%s" says that it is open', (text) =>
    expect([isUndecided(text), namesNobody(text)]).toEqual([true, true]),
  );

  it.each([
    'Pending',
    '3 open deals',
    'Direct sale',
    'Direktvertrieb',
    'Premier partner',
    'Litware SA usunięty',
    'Stage',
    'Betrag',
    'Właściciel',
    'Deals',
    '案件',
    'We met them at the fair in spring.',
  ])('"%s" names nobody', (text) => expect(namesNobody(text)).toBe(true));

  it.each([
    'Northwind Traders',
    'Towpath Resellers',
    'Allied Partners',
    'Personio',
    'All About Leads',
    'Direct Relief Ltd',
    'Acme Corp.',
    'Fabrikam Inc.',
    'Gold Partners AG',
    'OPEN Systems',
    'Stage Entertainment',
    'Value Partners',
  ])('"%s" may be a company', (text) =>
    expect([isUndecided(text), namesNobody(text), saysNothing(text)]).toEqual([false, false, false]),
  );

  it.each([
    'Type to search',
    'No partner assigned',
    'Keine Daten',
    'Feld ist leer',
    'Nicht zutreffend',
    'Partner hinzufügen',
    'Sans objet',
    'Seleccione un socio',
    'Sem parceiro',
    'N.v.t.',
    'Nie dotyczy',
    '該当なし',
  ])('"%s" says nothing in any place', (text) => expect(saysNothing(text)).toBe(true));
});
