import 'fake-indexeddb/auto';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newKpi } from '@/components/options/kpis/editor/draft';
import { type Branch, formulaTree } from '@/components/options/kpis/editor/tree';
import { resetPreview } from '@/components/options/kpis/editor/use-preview';
import { readImport } from '@/components/options/kpis/import';
import { resetScorecardRefresh } from '@/components/options/state/scorecards';
import { draftEvidence } from '@/lib/background/draft-evidence';
import { previewKpi } from '@/lib/background/preview';
import { writeKpis } from '@/lib/definitions/file';
import { factTables } from '@/lib/facts/registry';
import type { KpiDefinition } from '@/lib/kpi/define';
import { referencesOf } from '@/lib/kpi/references';
import { findKpi, kpiDefinitions } from '@/lib/kpi/registry';
import { chosenVariants, ownKpis, saveKpi, versionsOf } from '@/lib/store/kpis';
import { background, expectAccessible } from '../fixtures/harness';
import { goTo, openAt, optionsHarness } from './page';

optionsHarness();
beforeEach(() => {
  background({ 'partners.search': () => [], 'data.changed': () => null });
  resetPreview(() => ({
    ask: (definition, partners) => previewKpi(definition, partners),
    rows: (definition, partner, page) => draftEvidence(definition, partner, page),
    close() {},
  }));
  resetScorecardRefresh(async (queued) => {
    queued();
    return { ran: true, computed: 0 };
  });
});
afterEach(() => {
  resetPreview();
  resetScorecardRefresh();
});

const own: KpiDefinition = { ...newKpi([]), id: 'own-wins', name: 'Wins of ours' };

describe('a formula that is not built in the editor', () => {
  const words = ({ says, of }: Branch): string[] => [says, ...of.flatMap(words)];

  test.each(kpiDefinitions.map((definition) => [definition.id, definition] as const))(
    'of %s is told in full',
    (_, definition) => {
      const said = words(formulaTree(definition.formula, findKpi)).join('\n');
      expect(said).not.toMatch(/undefined|\[object|NaN/);
      // Every table that it reads rows of, and every KPI that it is made of.
      const rows = JSON.stringify(definition.formula).matchAll(/"rows":\{"table":"(\w+)"/g);
      for (const [, table] of rows) expect(said).toContain(factTables[table!]!.name.toLowerCase());
      for (const kpi of referencesOf(definition.formula).kpis) expect(said).toContain(findKpi(kpi)!.name);
    },
  );

  test('is shown part by part, and kept in a copy whatever was tried meanwhile', async () => {
    const { container, user } = await openAt('#/kpis/quality-score/copy');
    const tree = await screen.findByRole('group', { name: 'What it is made of' });
    expect(tree.textContent).toContain('“it” is the KPI Logo retention K16');
    await expectAccessible(container);
    await user.selectOptions(screen.getByLabelText('What is computed'), 'sum');
    expect(screen.queryByRole('group', { name: 'What it is made of' })).toBeNull();
    await user.selectOptions(screen.getByLabelText('What is computed'), 'The formula as it was');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(async () => expect(await ownKpis()).toHaveLength(1));
    expect((await ownKpis())[0]!.definition.formula).toEqual(findKpi('quality-score')!.formula);
  });
});

describe('the editor', () => {
  test('builds a sum of large orders, says what is wrong, and stores it', async () => {
    const { container, user } = await openAt('#/kpis/new');
    await user.click(await screen.findByRole('button', { name: 'Save' }));
    expect(within(screen.getByRole('alert')).getByText('Give it a name.')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText('Name'));
    expect(await ownKpis()).toEqual([]);

    await user.type(screen.getByLabelText('Name'), 'Large orders');
    await user.selectOptions(screen.getByLabelText('What is computed'), 'sum');
    await user.selectOptions(screen.getByLabelText('Table'), 'orders');
    // A sum of money is no percentage.
    expect((await screen.findAllByText(/choose “money” as the unit/)).length).toBeGreaterThan(0);
    await user.selectOptions(screen.getByLabelText('Unit'), 'currency');
    await user.click(screen.getByRole('button', { name: 'Rows, where: add a condition' }));
    await user.selectOptions(screen.getByLabelText('Rows, where: kind of condition'), 'compare');
    await user.selectOptions(screen.getByLabelText('Rows, where, left side: kind'), 'column');
    await user.selectOptions(screen.getByLabelText('Rows, where, left side: column'), 'amount');
    await user.selectOptions(screen.getByLabelText('Rows, where: comparison'), '>=');
    fireEvent.change(screen.getByLabelText('Rows, where, right side: number'), { target: { value: '500' } });
    expect(
      await screen.findByText(
        /Sum of “Amount” of orders by “Ordered” where “Amount” is at least 50,000 minor units/,
      ),
    ).toBeTruthy();
    await expectAccessible(container);
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByRole('heading', { level: 1, name: 'Large orders' });

    const [stored] = await ownKpis();
    expect(stored?.definition).toMatchObject({
      code: 'U1',
      version: 1,
      unit: 'currency',
      formula: {
        kind: 'sum',
        rows: {
          table: 'orders',
          date: 'ordered',
          // 500 whole units are 50,000 minor ones.
          where: { op: 'compare', is: '>=', right: { op: 'number', value: 50_000 } },
        },
        value: { op: 'column', column: 'amount' },
      },
    });
  });

  test.each([
    ['win-rate', ['count', 'median', 'rate', 'composite']],
    ['tickets-per-1000-orders', ['count', 'composite']],
  ])('%s is as it was after other kinds of formula were tried', async (id, others) => {
    const { formula } = findKpi(id)!;
    const { user } = await openAt(`#/kpis/${id}/copy`);
    const kinds = await screen.findByLabelText('What is computed');
    for (const chosen of screen.queryAllByRole('list', { name: /chosen/ })) {
      const values = within(chosen)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent);
      expect(new Set(values).size).toBe(values.length);
    }
    for (const kind of [...others, formula.kind]) await user.selectOptions(kinds, kind);
    // Both sides of a rate have a kind of their own.
    for (const side of screen.queryAllByLabelText<HTMLSelectElement>('Of these rows')) {
      const before = side.value;
      for (const kind of ['count', 'distinct', 'sum', before]) await user.selectOptions(side, kind);
    }
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(async () => expect(await ownKpis()).toHaveLength(1));
    expect((await ownKpis())[0]!.definition.formula).toEqual(formula);
  });

  test('every kind of formula and condition can be chosen and measured or refused', async () => {
    const { container, user } = await openAt('#/kpis/new');
    const kind = await screen.findByLabelText('What is computed');
    for (const option of within(kind).getAllByRole('option')) {
      await user.selectOptions(kind, option);
      await waitFor(() => expect(container.querySelector('aside')?.textContent).toMatch(/\S/));
    }
    await user.selectOptions(kind, 'proportion');
    const condition = screen.getByLabelText('Counts as success where: kind of condition');
    for (const value of [...within(condition).getAllByRole('option')].map(
      (option) => (option as HTMLOptionElement).value,
    )) {
      await user.selectOptions(screen.getByLabelText('Counts as success where: kind of condition'), value);
      expect(screen.getByRole('group', { name: 'Counts as success where' })).toBeTruthy();
    }
    await expectAccessible(container);
  });
});

describe('an own KPI', () => {
  test('is changed by a new version, copied, deleted and restored', async () => {
    await saveKpi(own);
    const { container, user } = await openAt('#/kpis/own-wins');
    await user.click(await screen.findByRole('button', { name: 'Edit' }));
    fireEvent.change(await screen.findByLabelText('Length of the window'), { target: { value: '6' } });
    await user.click(screen.getByRole('button', { name: 'Save as a new version' }));
    await waitFor(async () => expect(await versionsOf('own-wins')).toHaveLength(2));
    await user.click(await screen.findByRole('button', { name: 'Restore version 1' }));
    await waitFor(async () =>
      expect((await versionsOf('own-wins'))[0]?.definition.window).toEqual({ months: 12 }),
    );
    await expectAccessible(container);

    await user.click(screen.getByRole('button', { name: 'Delete' }));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Delete' }));
    await user.click(await screen.findByRole('button', { name: 'Restore Wins of ours' }));
    expect(await screen.findByRole('link', { name: 'Wins of ours' })).toBeTruthy();
  });

  test('made of a KPI that is gone says so', async () => {
    await saveKpi({
      ...own,
      unit: 'ratio',
      formula: { kind: 'composite', parts: { a: { kpi: 'own-gone' } }, value: { op: 'part', part: 'a' } },
    });
    await openAt('#/kpis/own-wins');
    expect(await screen.findByText(/There is no KPI "own-gone"/)).toBeTruthy();
  });
});

describe('readings', () => {
  test('the chosen one is stored and shown in the catalogue', async () => {
    const { user } = await openAt('#/kpis/refund-rate');
    await user.click(await screen.findByRole('radio', { name: /by value/ }));
    await waitFor(async () => expect(await chosenVariants()).toEqual({ 'refund-rate': 'refund-rate-value' }));
    await goTo('#/kpis');
    expect(await screen.findByText(/in scorecards: by value/)).toBeTruthy();
  });
});

describe('import', () => {
  const shelf = { own: [], find: findKpi };
  test('keeps the id of an own KPI and gives a built-in one an own', () => {
    expect(readImport(writeKpis([own]), shelf)).toEqual([own]);
    const [copied] = readImport(writeKpis([{ ...own, id: 'win-rate', code: 'K07' }]), shelf);
    expect(copied).toMatchObject({ id: 'own-win-rate', code: 'U1' });
    const there = [
      {
        id: 'own-other',
        version: 1,
        at: '',
        definition: { ...own, id: 'own-other', name: 'Other' },
        deletedAt: null,
      },
    ];
    expect(readImport(writeKpis([own]), { ...shelf, own: there })[0]?.code).toBe('U2');
  });

  test('refuses the whole file, with every reason', () => {
    const wrong = writeKpis([own, { ...own, id: 'own-2', name: 'Two', minimum: { n: 0, of: 'deals' } }]);
    expect(() => readImport(wrong, shelf)).toThrow('“Two”, minimum: The minimum sample');
    expect(() => readImport(writeKpis([own, own]), shelf)).toThrow('same id');
    expect(() => readImport(writeKpis([{ ...own, name: 'Win rate' }]), shelf)).toThrow(
      'There is a KPI named',
    );
  });
});
