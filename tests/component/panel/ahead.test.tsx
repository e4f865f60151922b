/** A page that moves from record to record: what is foreseen is shown when the page shows it, never before or else. */
import { act, render, screen } from '@testing-library/react';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { Panel } from '@/components/panel/Panel';
import { embeddedPort } from '@/components/panel/port';
import { createPanelStore } from '@/components/panel/store';
import type { PanelView } from '@/lib/messaging/views';
import { tabKey } from '@/lib/messaging/watch';
import { announce, background, held, harness as setUp } from '../fixtures/harness';
import { NOW, partner, views } from '../fixtures/views';

setUp();

type Foreseen = { id: string; view: PanelView } | null;
const other: PanelView = { ...views.partner, partner: { ...partner, id: 'p-2', name: 'Fabrikam' } };
const tab = tabKey(views.partner.tabId);

async function open() {
  const coming = held<Foreseen>();
  const server = background({ 'panel.load': () => views.partner, 'panel.foreseen': () => coming.promise });
  const port = embeddedPort();
  const hide = vi.spyOn(port, 'hide');
  render(<Panel store={createPanelStore(port)} port={port} now={() => NOW} />);
  await screen.findByRole('heading', { level: 1, name: partner.name });
  return { server, coming, hide };
}
const says = (state: string, view?: string) =>
  act(() => fakeBrowser.storage.session.set({ [tab]: { url: 'x', reading: { state }, view } }));
const heading = (name: string) => screen.queryByRole('heading', { level: 1, name });
const loads = (server: ReturnType<typeof background>) => server.inputs('panel.load').length;

describe('a page between two records', () => {
  test('shows no figure of the one before, and asks nothing but what comes', async () => {
    const { server, hide } = await open();
    await says('pending');
    // Nothing of it is seen from now on, and it goes where the next record is not there at once.
    await screen.findByText('Reading the page');
    expect(hide.mock.calls).toEqual([[true], [false]]);
    expect(heading(partner.name)).toBeNull();
    expect(loads(server)).toBe(1);
    expect(server.inputs('panel.foreseen')).toHaveLength(1);
  });

  test('shows what was foreseen once the page shows it', async () => {
    const { server, coming, hide } = await open();
    await says('pending', 'v-2');
    await act(async () => coming.release({ id: 'v-2', view: other }));
    expect(heading('Fabrikam')).toBeNull();
    await says('record', 'v-2');
    await screen.findByRole('heading', { level: 1, name: 'Fabrikam' });
    expect(hide.mock.calls).toEqual([[true], [false]]);
    expect(document.querySelector('[aria-hidden]:has(aside)')).toBeNull();
    expect(loads(server)).toBe(1);
  });

  test('draws what was foreseen while it is hidden, and asks nothing about it before the page shows it', async () => {
    const { server, coming } = await open();
    await screen.findByRole('heading', { name: 'Who should be credited' });
    const asked = server.inputs('deal.credit').length;
    // However slow this machine is, the page is quick.
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    await says('pending', 'v-2');
    await act(async () => coming.release({ id: 'v-2', view: other }));
    // In the document, and for nobody: neither eye nor screen reader.
    const drawn = screen.getByRole('heading', { level: 1, name: 'Fabrikam', hidden: true });
    expect(heading('Fabrikam')).toBeNull();
    expect(server.inputs('deal.credit')).toHaveLength(asked);
    vi.useRealTimers();
    await says('record', 'v-2');
    expect(heading('Fabrikam')).toBe(drawn);
    await vi.waitFor(() => expect(server.inputs('deal.credit')).toHaveLength(asked + 1));
  });

  test('what was drawn ahead goes where the page takes long', async () => {
    const { coming, hide } = await open();
    await says('pending', 'v-2');
    await act(async () => coming.release({ id: 'v-2', view: other }));
    await screen.findByText('Reading the page');
    expect(hide.mock.calls).toEqual([[true], [false]]);
    expect(screen.queryByRole('heading', { level: 1, name: 'Fabrikam', hidden: true })).toBeNull();
    await says('record', 'v-2');
    await screen.findByRole('heading', { level: 1, name: 'Fabrikam' });
  });

  test('begins anew on a record that looks the same', async () => {
    const { coming, hide } = await open();
    const before = heading(partner.name);
    await says('pending', 'v-2');
    await act(async () => coming.release({ id: 'v-2', view: { ...views.partner } }));
    await says('record', 'v-2');
    await vi.waitFor(() => expect(hide).toHaveBeenLastCalledWith(false));
    expect(heading(partner.name)).not.toBe(before);
  });

  test('shows it as soon as it comes, where the page was quicker', async () => {
    const { server, coming } = await open();
    await says('pending', 'v-2');
    await says('record', 'v-2');
    expect(heading('Fabrikam')).toBeNull();
    await act(async () => coming.release({ id: 'v-2', view: other }));
    await screen.findByRole('heading', { level: 1, name: 'Fabrikam' });
    expect(loads(server)).toBe(1);
  });

  test.each([['v-9'], [undefined]])('asks anew when the page shows something else (%s)', async (view) => {
    const { server, coming } = await open();
    await says('pending', 'v-2');
    await act(async () => coming.release({ id: 'v-2', view: other }));
    server.change({ 'panel.load': () => views['no-figures'] });
    await says('record', view);
    await screen.findByText('No figures yet.');
    expect(heading('Fabrikam')).toBeNull();
    expect(loads(server)).toBe(2);
  });

  test('forgets what was foreseen when the page moves on', async () => {
    const { server, coming } = await open();
    await says('pending', 'v-2');
    await says('record', 'v-2');
    server.change({ 'panel.foreseen': () => null });
    await says('pending', 'v-3');
    await act(async () => coming.release({ id: 'v-2', view: other }));
    expect(heading('Fabrikam')).toBeNull();
    server.change({ 'panel.load': () => views['no-figures'] });
    await says('record');
    await screen.findByText('No figures yet.');
  });

  test('an answer of the page as it was does not come back', async () => {
    const { server } = await open();
    const late = held<PanelView>();
    server.change({ 'panel.load': () => late.promise, 'panel.foreseen': () => ({ id: 'v-2', view: other }) });
    await act(() => announce('revision'));
    await says('pending', 'v-2');
    await says('record', 'v-2');
    await screen.findByRole('heading', { level: 1, name: 'Fabrikam' });
    server.change({ 'panel.load': () => other });
    await act(async () => late.release(views.partner));
    expect(heading(partner.name)).toBeNull();
    expect(heading('Fabrikam')).not.toBeNull();
    expect(loads(server)).toBe(3);
  });

  test('shared data that changed is asked for, whatever is at hand', async () => {
    const { server, coming } = await open();
    await says('pending', 'v-2');
    server.change({ 'panel.load': () => views['no-figures'] });
    await act(() => announce('revision', tab));
    await screen.findByText('No figures yet.');
    await act(async () => coming.release({ id: 'v-2', view: other }));
    expect(heading('Fabrikam')).toBeNull();
    expect(loads(server)).toBe(2);
  });
});
