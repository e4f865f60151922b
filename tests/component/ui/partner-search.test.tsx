import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import { PartnerSearch, SEARCH_LIMIT } from '@/components/ui/PartnerSearch';
import type { PartnerHit } from '@/lib/messaging/views';
import { expectAccessible, harness, held } from '../fixtures/harness';
import { hits } from '../fixtures/views';

harness();

const find = async (query: string) =>
  hits.filter((hit) => hit.name.toLowerCase().includes(query.toLowerCase()));
const box = () => screen.getByRole('combobox', { name: 'Find a partner' });

describe('PartnerSearch', () => {
  test('nothing is listed before something is typed', () => {
    render(<PartnerSearch label="Find a partner" search={find} onPick={() => {}} />);
    expect(screen.queryAllByRole('option')).toHaveLength(0);
    expect(box().getAttribute('aria-expanded')).toBe('false');
  });

  test('arrows move through the hits and Enter picks one; the focus stays in the field', async () => {
    const onPick = vi.fn();
    const { container } = render(
      <PartnerSearch label="Find a partner" search={find} onPick={onPick} autoFocus />,
    );
    await userEvent.keyboard('north');
    await screen.findAllByRole('option');
    expect(screen.getByRole('option', { selected: true }).textContent).toContain('Northwind Resellers');
    await userEvent.keyboard('{ArrowDown}');
    const active = screen.getByRole('option', { selected: true });
    expect(active.textContent).toContain('Northwind Traders GmbH');
    expect(box().getAttribute('aria-activedescendant')).toBe(active.id);
    await expectAccessible(container);
    await userEvent.keyboard('{Enter}');
    expect(onPick).toHaveBeenCalledWith(hits[1]);
    expect(document.activeElement).toBe(box());
  });

  test('a name keeps its own direction of writing', async () => {
    const name = 'חברת שותפים (IL) 7';
    render(
      <PartnerSearch
        label="Find a partner"
        search={async () => [{ ...hits[0]!, name }]}
        onPick={() => {}}
        autoFocus
      />,
    );
    await userEvent.keyboard('il');
    expect((await screen.findByText(name)).tagName).toBe('BDI');
  });

  test('the ends do not wrap', async () => {
    render(<PartnerSearch label="Find a partner" search={find} onPick={() => {}} autoFocus />);
    await userEvent.keyboard('north');
    await screen.findAllByRole('option');
    await userEvent.keyboard('{ArrowUp}');
    expect(screen.getByRole('option', { selected: true }).textContent).toContain('Northwind Resellers');
    await userEvent.keyboard('{PageDown}');
    expect(screen.getByRole('option', { selected: true }).textContent).toContain('North Window Media');
  });

  test('without any partner it says where they come from', async () => {
    render(<PartnerSearch label="Find a partner" search={async () => []} onPick={() => {}} autoFocus />);
    await userEvent.keyboard('north');
    await screen.findByText('There are no partners yet: import them on the options page.');
  });

  test('a click picks', async () => {
    const onPick = vi.fn();
    render(<PartnerSearch label="Find a partner" search={find} onPick={onPick} autoFocus />);
    await userEvent.keyboard('media');
    await userEvent.click(await screen.findByRole('option', { name: /North Window Media/ }));
    expect(onPick).toHaveBeenCalledWith(hits[2]);
  });

  test('quick typing asks only the newest question, and an older answer cannot be picked', async () => {
    const first = held<PartnerHit[]>();
    const queries: string[] = [];
    const search = (query: string, limit: number) => {
      queries.push(query);
      expect(limit).toBe(SEARCH_LIMIT);
      return queries.length === 1 ? first.promise : find(query);
    };
    const onPick = vi.fn();
    render(<PartnerSearch label="Find a partner" search={search} onPick={onPick} autoFocus />);
    await userEvent.keyboard('media{Enter}');
    expect(queries).toEqual(['m']);
    await act(async () => first.release(hits));
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1));
    expect(queries).toEqual(['m', 'media']);
    expect(onPick).not.toHaveBeenCalled();
    await userEvent.keyboard('{Enter}');
    expect(onPick).toHaveBeenCalledWith(hits[2]);
  });

  test('Escape clears the field first and only then leaves', async () => {
    const outside = vi.fn();
    document.addEventListener('keydown', outside);
    render(<PartnerSearch label="Find a partner" search={find} onPick={() => {}} autoFocus />);
    await userEvent.keyboard('north');
    await screen.findAllByRole('option');
    outside.mockClear();
    await userEvent.keyboard('{Escape}');
    expect((box() as HTMLInputElement).value).toBe('');
    expect(screen.queryAllByRole('option')).toHaveLength(0);
    await userEvent.keyboard('{Escape}');
    expect(outside.mock.calls.filter(([event]) => !event.defaultPrevented)).toHaveLength(1);
    document.removeEventListener('keydown', outside);
  });

  test('says when nobody is called so, when there are more, and when asking failed', async () => {
    const search = vi.fn(find);
    render(<PartnerSearch label="Find a partner" search={search} onPick={() => {}} autoFocus />);
    await userEvent.keyboard('zzz');
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('No partner fits “zzz”.'));
    await userEvent.clear(box());

    search.mockResolvedValue(Array.from({ length: SEARCH_LIMIT }, (_, i) => ({ ...hits[0]!, id: `p-${i}` })));
    await userEvent.type(box(), 'n');
    await waitFor(() => expect(screen.getByRole('status').textContent).toContain('type on'));

    search.mockRejectedValue(new Error('Partner Lens was updated. Reload this page.'));
    await userEvent.type(box(), 'o');
    await waitFor(() => expect(screen.getByRole('status').textContent).toContain('Reload this page.'));
  });
});
