import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import { NumberView } from '@/components/ui/NumberView';
import { ScoreView } from '@/components/ui/ScoreView';
import { type ScoreSubject, scoreDoor } from '@/components/ui/score-door';
import type { ScorecardView } from '@/lib/messaging/views';
import { downloads, exportAs } from '../fixtures/downloads';
import { evidence } from '../fixtures/evidence';
import { expectAccessible, harness } from '../fixtures/harness';
import { kpi, limit } from '../fixtures/kpis';
import { scorecard } from '../fixtures/scorecard';

harness();

/** Two dimensions of which one is capped by a gate, and a KPI without a score in each way. */
const card: ScorecardView = {
  ...scorecard,
  kpis: [
    kpi({ kpi: 'wins', name: 'Win rate', value: 0.4, n: 50, score: 90, weight: 3, limit: limit(0.3, 0.2) }),
    kpi({ kpi: 'cover', name: 'Coverage of target', value: 0.3, n: 50, score: 70, limit: limit(0.3, 0.2) }),
    kpi({
      kpi: 'chargebacks',
      name: 'Chargeback rate',
      dimension: 'quality',
      gate: true,
      value: 0.02,
      n: 900,
      grade: 'fail',
      score: 35,
      limit: limit(0.01, 0.015),
    }),
    kpi({ kpi: 'few', name: 'Refund rate', dimension: 'quality', state: 'insufficient', value: 0.5, n: 2 }),
    kpi({
      kpi: 'none',
      name: 'Deal margin',
      dimension: 'quality',
      state: 'not-measured',
      reason: 'No deal names its cost.',
    }),
    kpi({ kpi: 'shown', name: 'Deals', direction: 'info', value: 12, n: 12, unit: 'count' }),
  ],
  dimensions: [
    { dimension: 'performance', score: 85, measured: 2, total: 2 },
    { dimension: 'quality', score: 35, measured: 1, total: 3 },
  ],
  score: 49,
  coverage: 3 / 5,
};

function open(subject: ScoreSubject, shown: ScorecardView = card) {
  const onOpen = vi.fn();
  const view = render(
    <ScoreView
      scorecard={shown}
      partner="Northwind Resellers"
      subject={subject}
      onOpen={onOpen}
      onBack={() => {}}
      backTo="Northwind Resellers"
    />,
  );
  return { onOpen, ...view };
}
const cells = (name: string) =>
  [...screen.getByRole('rowheader', { name: new RegExp(`^${name}`) }).closest('tr')!.children].map(
    (cell) => cell.textContent,
  );

describe('ScoreView', () => {
  test('the overall score lists every dimension and KPI with what it adds, and makes the score again', async () => {
    const { container } = open('overall', {
      ...card,
      score: 60,
      kpis: card.kpis.filter(({ gate }) => !gate),
    });
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Overall score' }));
    // Without the gate only one dimension has a score: it is the score.
    expect(cells('Performance')).toEqual(['Performance', '', '85', '100\u00a0%', '85.0']);
    expect(cells('Win rate')).toEqual(['Win ratepass', '40\u00a0%n 50', '90', '75\u00a0%weight 3', '67.5']);
    expect(cells('Coverage of target').slice(3)).toEqual(['25\u00a0%', '17.5']);
    expect(screen.getByRole('alert').textContent).toMatch(/^Recomputed from these 2 KPIs: 85, which is not/);
    await expectAccessible(container);
  });

  test('a failed gate is named with what the parts would make without it', () => {
    open('overall', card);
    expect(screen.getByText(/is a gate and fails for certain/).textContent).toBe(
      'Chargeback rate is a gate and fails for certain: the score cannot be more than 49. Without it the parts would make 60.',
    );
    expect(screen.getByText('Recomputed from these 3 KPIs: 49, the same.')).toBeTruthy();
  });

  test('a dimension says what has no score, and why', async () => {
    const { onOpen } = open('quality');
    const without = within(screen.getByRole('region', { name: 'Without a score: 2' }));
    expect(without.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'Refund rate too fewn 2 of 20 closed deals: too few for a verdict.',
      'Deal margin not measuredNo deal names its cost.',
    ]);
    expect(screen.getByText('Recomputed from this KPI: 35, the same.')).toBeTruthy();
    await userEvent.click(without.getByRole('button', { name: 'Deal margin' }));
    expect(onOpen.mock.calls[0]![0]).toBe('none');
  });

  test('coverage counts what has a score of what counts, and what is only shown apart', async () => {
    const { container } = open('coverage');
    expect(screen.getByText('60 %')).toBeTruthy();
    expect(
      screen.getByText(
        '3 of the 5 KPIs that count have a score. 1 more is only shown: it counts in no score.',
      ),
    ).toBeTruthy();
    expect(cells('Quality')).toEqual(['Quality', '1 of 3', '35']);
    expect(screen.getByText('Recomputed from these 5 KPIs: 60 %, the same.')).toBeTruthy();
    await expectAccessible(container);
  });

  test('a dimension without any score says so and has no figure', () => {
    open('quality', {
      ...card,
      kpis: card.kpis.map((one) => ({ ...one, score: null })),
      dimensions: [{ dimension: 'quality', score: null, measured: 0, total: 3 }],
    });
    expect(screen.getByText('None of its KPIs has a score yet.')).toBeTruthy();
    expect(screen.queryByRole('table')).toBeNull();
    expect(screen.queryByText(/^Recomputed/)).toBeNull();
  });

  test('exports the parts and what has no score', async () => {
    const saved = downloads();
    open('overall');
    await exportAs('the parts of Overall score', 'JSON');
    expect(saved).toHaveLength(1);
    const text = await saved[0]!.content.text();
    expect(text).toContain('Win rate');
    expect(text).toContain('No deal names its cost.');
  });
});

describe('NumberView', () => {
  test('a score leads to a dimension, that to the rows of a KPI, and Escape back one by one', async () => {
    const onBack = vi.fn();
    const load = vi.fn(async (_kpi: string, ...page: Parameters<typeof evidence>) => evidence(...page));
    render(
      <NumberView
        door={scoreDoor('overall')}
        scorecard={card}
        partner="Northwind Resellers"
        load={load}
        onBack={onBack}
        onLimit={() => {}}
      />,
    );
    const title = () => screen.getByRole('heading', { level: 2 }).textContent;
    await userEvent.click(screen.getByRole('button', { name: '85' }));
    expect(title()).toBe('Performance score');
    await userEvent.click(screen.getByRole('button', { name: /^40/ }));
    expect(load.mock.calls[0]![0]).toBe('wins');
    expect(screen.getByRole('button', { name: 'Back to Performance score' })).toBeTruthy();
    await userEvent.keyboard('{Escape}');
    expect(title()).toBe('Performance score');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: /^40/ }));
    await userEvent.keyboard('{Escape}');
    expect(title()).toBe('Overall score');
    expect(onBack).not.toHaveBeenCalled();
    await userEvent.keyboard('{Escape}');
    expect(onBack).toHaveBeenCalledOnce();
  });
});
