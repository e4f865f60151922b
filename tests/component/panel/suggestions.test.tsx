import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { Panel } from '@/components/panel/Panel';
import { embeddedPort } from '@/components/panel/port';
import { createPanelStore } from '@/components/panel/store';
import type { SuggestionsAnswer } from '@/lib/messaging/partner-views';
import type { PanelView } from '@/lib/messaging/views';
import { credit } from '../fixtures/credit';
import { background, expectAccessible, failure, harness, untrusted } from '../fixtures/harness';
import { NOW, views } from '../fixtures/views';

harness();

const hit = (id: string, name: string) => ({
  id,
  name,
  type: 'reseller',
  tier: null,
  region: null,
  tone: 'neutral' as const,
});
const found: SuggestionsAnswer = {
  state: 'suggestions',
  field: { key: 'partner', label: 'Partner' },
  suggestions: [
    {
      partner: hit('P-1', 'Northwind Resellers'),
      probability: 0.84,
      evidence: ['They brought this customer as a lead.', 'Their name stands in the record’s text.'],
      past: { n: 21, theirs: 18, low: 0.654, high: 0.95 },
      says: 'Of 21 past cases with an earlier lead of the partner, 18 were theirs.',
      partly: false,
    },
    {
      partner: hit('P-2', 'Fabrikam'),
      probability: null,
      evidence: ['An e-mail or web address on the record is at their domain.'],
      past: null,
      says: 'Not yet knowable: too few past deals had such evidence.',
      partly: false,
    },
  ],
  check: { deals: 120, stated: 96.4, right: 93 },
};

function open(view: PanelView, more: Parameters<typeof background>[0] = {}) {
  const server = background({
    'panel.load': () => view,
    'deal.credit': () => ({ state: 'credit', credit }),
    'deal.suggest': () => found,
    ...more,
  });
  const port = embeddedPort();
  return { server, ...render(<Panel store={createPanelStore(port)} port={port} now={() => NOW} />) };
}

describe('who may have brought this deal', () => {
  test('ranks partners with probability, evidence and the past deals behind it', async () => {
    const { container, server } = open(views['no-partner']);
    const list = await screen.findByRole('list', { name: 'Suggested partners' });
    const [first, second] = within(list)
      .getAllByRole('listitem')
      .filter((item) => item.parentElement === list);
    expect(first!.textContent).toContain('84\u00a0%');
    expect(first!.textContent).toContain(
      '18 were theirs. That alone makes 86\u00a0%, 95\u00a0% interval 65\u00a0% – 95\u00a0%.',
    );
    expect(
      within(first!).getByRole('list', { name: 'Evidence for Northwind Resellers' }).childElementCount,
    ).toBe(2);
    // What is not known has no bar and no number.
    expect(second!.textContent).toContain('not yet knowable');
    expect(within(second!).queryByRole('meter')).toBeNull();
    expect(screen.getByText(/Checked on 120 past deals.*right on 93 \(78 %\).*said 80 %/)).toBeTruthy();
    // The panel never says which deal.
    expect(server.inputs('deal.suggest')).toEqual([{}]);
    await expectAccessible(container);
  });

  test('one key puts a name into the page; nothing does so by itself', async () => {
    const { server } = open(views['no-partner'], { 'partner.fill': () => ({ filled: true }) });
    const button = await screen.findByRole('button', { name: 'Put “Northwind Resellers” into Partner' });
    expect(server.inputs('partner.fill')).toEqual([]);
    button.focus();
    await userEvent.keyboard('{Enter}');
    expect(server.inputs('partner.fill')).toEqual([{ partnerId: 'P-1' }]);
    expect(await screen.findByText(/stands in “Partner”. Check it and save in the CRM/)).toBeTruthy();
  });

  test('a script of the page cannot press it', async () => {
    const { server } = open(views['no-partner'], { 'partner.fill': () => ({ filled: true }) });
    const button = await screen.findByRole('button', { name: 'Put “Northwind Resellers” into Partner' });
    await untrusted(() => userEvent.click(button));
    expect(server.inputs('partner.fill')).toEqual([]);
  });

  test('says when the page did not take it, and offers no button without a field', async () => {
    const { unmount } = open(views['no-partner'], { 'partner.fill': () => ({ filled: false }) });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Put “Northwind Resellers” into Partner' }),
    );
    expect(await screen.findByText(/could not be put into “Partner”/)).toBeTruthy();
    unmount();
    open(views['no-partner'], { 'deal.suggest': () => ({ ...found, field: null, check: null }) });
    expect(await screen.findByText(/shows no empty partner field/)).toBeTruthy();
    expect(screen.getByText(/Too few past deals to check/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^Put/ })).toBeNull();
  });

  test('says why there is nothing, tries again after an error, and keeps quiet where a partner is known', async () => {
    const none = () => ({ state: 'none', why: 'Nothing that is known speaks for a partner.' }) as const;
    const { unmount } = open(views['no-partner'], { 'deal.suggest': none });
    expect(await screen.findByText('Nothing that is known speaks for a partner.')).toBeTruthy();
    unmount();
    const failing = open(views['no-partner'], { 'deal.suggest': failure('failed', 'no memory') });
    expect(await screen.findByText(/could not be worked out: no memory/)).toBeTruthy();
    failing.server.change({ 'deal.suggest': () => found });
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('list', { name: 'Suggested partners' })).toBeTruthy();
    failing.unmount();

    const { server } = open(views.partner);
    expect(await screen.findByRole('heading', { name: 'Northwind Resellers', level: 1 })).toBeTruthy();
    expect(server.inputs('deal.suggest')).toEqual([]);
  });

  test('stands beside a partner that only the account or a code tells', async () => {
    open({ ...views.partner, basis: 'account', via: 'Northwind' } as PanelView);
    expect(await screen.findByRole('list', { name: 'Suggested partners' })).toBeTruthy();
  });
});
