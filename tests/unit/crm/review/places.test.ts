import { describe, expect, it } from 'vitest';
import { isElsewhere } from '@/lib/crm/review/places';
import type { NameClues } from '@/lib/crm/types';
import { NO_CLUES } from './no-clues';

const at = (path: string, heading = 'Harbour cranes', more: Partial<NameClues> = {}) =>
  isElsewhere(
    new URL(path, 'https://crm.example.com'),
    { ...NO_CLUES, headings: [[heading, 3]], ...more },
    heading,
  );

describe('isElsewhere', () => {
  it.each([
    '/deals/12/insights',
    '/campaigns/88/stats',
    '/deals/analysis/2026',
    '/berichte/31',
    '/relatorios/4',
    '/audit/events/559102',
    '/evento/7712',
    '/produtos/8812',
    '/issues/482',
    '/search?id=12',
    '/configuracoes/funil/5/etapas/2',
    '/settings/deals/12',
    '/deal-wizard/import',
    '/deal-wizard/step/2',
    '/store/items/12',
    '/help/deals/12',
    '/candidates/77',
    '/mon-compte/commandes/88120-3',
    '/konto/bestellungen/12',
    '/people/12/application',
  ])('%s leads elsewhere', (path) => expect(at(path)).toBe(true));

  it.each([
    '/deals/12',
    '/deals/12/edit',
    '/deals/12/products',
    '/deals/12/events',
    '/dashboard/deals/12',
    '/index.php?module=Opportunities&action=DetailView&record=12',
    '/#/opportunities/12',
    '/rows/31',
    // Who works on site calls a sale a job.
    '/jobs/412',
    '/jobs/deals/12',
  ])('%s does not', (path) => expect(at(path)).toBe(false));

  it('goes by the host where that is no CRM', () => {
    expect(at('https://help.example.com/a/231')).toBe(true);
    expect(at('https://developers.example.com/deals/12')).toBe(true);
  });

  it('lets a drawer stand over any page', () => {
    expect(at('/search?id=12', 'Harbour cranes', { over: true })).toBe(false);
  });

  it.each([
    'Access denied',
    'Zugriff verweigert',
    'Affaire introuvable',
    'No tiene permiso para ver esta oportunidad',
    'Negócio não encontrado',
    'Sessione scaduta',
    'U heeft geen toegang tot deze deal',
    'Brak dostępu do szansy sprzedaży',
    '商談が見つかりません',
    'You cannot see this deal',
  ])('"%s" refuses, also under the address of a record', (heading) =>
    expect(at('/deals/12', heading)).toBe(true),
  );

  it.each([
    'Retrieve a deal',
    'Approve quote Q-1042',
    '1 result for “acme”',
    'Geschäfte anlegen',
    'Dodaj szansę sprzedaży',
    'Registro de oportunidad – paso 3 de 4',
    'Tableau de bord',
    'Fatura 42',
    'Etapa: Proposta',
    'Create a new ticket in Deals',
    'Add new opportunity for Contoso',
    'New deal',
  ])('"%s" is called like no record, unless the address says that it is one', (heading) => {
    expect(at('/x/12', heading)).toBe(true);
    if (heading !== 'New deal') expect(at('/deals/12', heading)).toBe(false);
  });

  it.each([
    'Expired licences renewal',
    'Update the website',
    'Website erstellen',
    'KPI dashboard for Acme',
    'Nova Scotia rollout',
    'Invoice automation',
    'Access control system',
    'Add a second warehouse',
    'Create a warehouse app',
  ])('"%s" may be a deal', (heading) => expect(at('/x/12', heading)).toBe(false));
});
