import 'fake-indexeddb/auto';
import { screen, within } from '@testing-library/react';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hrefOf, parseHash } from '@/components/options/router';
import { background, expectAccessible } from '../fixtures/harness';
import { goTo, openAt, optionsHarness } from './page';

optionsHarness();

describe('address', () => {
  test('any id survives the way into the hash and back', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1, unit: 'grapheme' }), { maxLength: 3 }), (path) => {
        expect(parseHash(hrefOf('partners', ...path))).toEqual({ page: 'partners', path });
      }),
    );
  });

  test('a hash typed by hand never throws', () => {
    expect(parseHash('')).toEqual({ page: '', path: [] });
    expect(parseHash('#/limits/type/100%')).toEqual({ page: 'limits', path: ['type', '100%'] });
    expect(parseHash('#kpis//x/')).toEqual({ page: 'kpis', path: ['x'] });
  });
});

describe('frame', () => {
  test('the navigation lists every section and marks the open one', async () => {
    background({ 'rules.list': () => [], 'sites.list': () => [] });
    const { container } = await openAt('#/fields');
    const nav = screen.getByRole('navigation', { name: 'Sections' });
    expect(
      within(nav)
        .getAllByRole('link')
        .map((link) => link.textContent),
    ).toEqual([
      'Import',
      'Sources',
      'Partners',
      'Worklist',
      'KPIs',
      'Scorecards',
      'Influence',
      'Cohorts and experiments',
      'Limits',
      'Required fields',
      'Sites',
      'Team',
      'Data',
    ]);
    expect(within(nav).getByRole('link', { current: 'page' }).textContent).toBe('Required fields');
    expect(document.title).toBe('Required fields · Partner Lens');
    await expectAccessible(container);
  });

  test('another section takes the focus and the title', async () => {
    background({ 'rules.list': () => [], 'sites.list': () => [] });
    await openAt('#/fields');
    await goTo('#/sites');
    expect(await screen.findByRole('heading', { level: 1, name: 'Sites' })).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole('main'));
    expect(document.title).toBe('Sites · Partner Lens');
  });

  test('an unknown address says so', async () => {
    background({});
    await openAt('#/nowhere');
    expect(screen.getByText(/The page “nowhere” does not exist/)).toBeTruthy();
  });
});
