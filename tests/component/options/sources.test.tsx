import { screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { SourceView } from '@/lib/messaging/source-views';
import { background, expectAccessible, failure } from '../fixtures/harness';
import { openAt, optionsHarness } from './page';

optionsHarness();

const requested: string[] = [];
let grants = true;
beforeEach(() => {
  requested.length = 0;
  grants = true;
  fakeBrowser.permissions = {
    request: vi.fn(async ({ origins = [] }: { origins?: string[] }) => {
      requested.push(...origins);
      return grants;
    }),
  } as never;
});

const view = (part: Partial<SourceView> = {}): SourceView => ({
  id: 'S-1',
  kind: 'hubspot',
  name: 'Our HubSpot',
  settings: { address: '', partner: 'reseller' },
  everyMinutes: 60,
  paused: false,
  hasCredential: true,
  host: 'api.hubapi.com',
  granted: true,
  running: false,
  trouble: null,
  nextAt: Date.now() + 3_600_000,
  required: 2,
  runs: [
    {
      id: 3,
      sourceId: 'S-1',
      startedAt: '2026-05-04T09:00:00.000Z',
      endedAt: '2026-05-04T09:00:10.000Z',
      rows: 1240,
      added: 12,
      changed: 3,
      unchanged: 1225,
      rejected: 0,
      removed: 2,
      bad: [{ record: '77', reason: 'amount: does not fit' }],
      badCount: 1,
      imports: [1],
      trouble: null,
    },
  ],
  ...part,
});

test('without a source it says that nothing is fetched', async () => {
  background({ 'sources.list': () => [] });
  const { container } = await openAt('#/sources');
  await screen.findByText(/nothing is fetched and nothing leaves this machine/);
  await expectAccessible(container);
});

test('asks for access to the one host, in the click, and sends what was entered', async () => {
  const bg = background({
    'sources.list': () => [],
    'sources.host': () => null,
    'sources.save': () => null,
  });
  const { user, container } = await openAt('#/sources');
  await user.click((await screen.findAllByRole('button', { name: 'Add a source' }))[0]!);
  const dialog = within(screen.getByRole('dialog'));
  await user.selectOptions(dialog.getByLabelText('Kind'), 'espocrm');
  await user.click(dialog.getByRole('button', { name: 'Save and run' }));
  expect(document.activeElement).toBe(dialog.getByLabelText('Address of EspoCRM'));
  expect(dialog.getByText('Address of EspoCRM is needed.')).toBeTruthy();
  expect(dialog.getByText('API key is needed.')).toBeTruthy();
  expect(requested).toEqual([]);
  await user.type(dialog.getByLabelText('Address of EspoCRM'), 'crm.example.com/espo');
  await user.type(dialog.getByLabelText('API key'), 'a key');
  await expectAccessible(container);
  await user.click(dialog.getByRole('button', { name: 'Save and run' }));
  await vi.waitFor(() => expect(bg.inputs('sources.save')).toHaveLength(1));
  expect(requested).toEqual(['https://crm.example.com/*']);
  expect(bg.inputs('sources.host')).toEqual([{ pattern: 'https://crm.example.com/*' }]);
  expect(bg.inputs('sources.save')[0]).toMatchObject({
    kind: 'espocrm',
    name: 'EspoCRM',
    settings: { address: 'crm.example.com/espo', partner: '' },
    everyMinutes: 60,
    credential: 'a key',
  });
});

test('declined, it says what does not work, and saves nothing', async () => {
  grants = false;
  const bg = background({ 'sources.list': () => [], 'sources.host': () => null, 'sources.save': () => null });
  const { user } = await openAt('#/sources');
  await user.click((await screen.findAllByRole('button', { name: 'Add a source' }))[0]!);
  const dialog = within(screen.getByRole('dialog'));
  await user.selectOptions(dialog.getByLabelText('Kind'), 'feed');
  await user.type(dialog.getByLabelText('Address of the file'), 'https://data.example.com/deals.csv');
  await user.click(dialog.getByRole('button', { name: 'Save and run' }));
  await dialog.findByText(/Without access to data.example.com nothing can be fetched/);
  expect(bg.inputs('sources.save')).toEqual([]);
});

test('shows what the last run did, and what it could not read', async () => {
  background({ 'sources.list': () => [view()] });
  const { user, container } = await openAt('#/sources');
  await screen.findByText(
    /Last run .*: 1,240 rows came: 12 new, 3 changed, 1,225 as before, 2 taken out, 1 not readable/,
  );
  expect(screen.getByText('HubSpot · api.hubapi.com · every hour · demands 2 fields')).toBeTruthy();
  await user.click(screen.getByText('History'));
  expect(screen.getByText('Record 77: amount: does not fit')).toBeTruthy();
  await expectAccessible(container);
});

test('one that an administrator set can be run and nothing else, and says whose it is', async () => {
  background({ 'sources.list': () => [view({ id: 'policy:Our HubSpot', name: 'Company feed' })] });
  await openAt('#/sources');
  await screen.findByText(/set by your administrator$/);
  const card = within(screen.getByRole('listitem', { name: 'Company feed' }));
  expect(card.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Run']);
});

test('a credential is never shown, kept where nothing is typed, and replaced where something is', async () => {
  const bg = background({
    'sources.list': () => [
      view({
        trouble: { kind: 'credential', message: 'Refused.', at: '2026-05-04T09:00:00.000Z' },
        nextAt: null,
      }),
    ],
    'sources.host': () => null,
    'sources.check': failure('failed', 'api.hubapi.com refuses the credential (401). Enter a new one.'),
    'sources.save': () => null,
  });
  const { user } = await openAt('#/sources');
  await user.click(await screen.findByRole('button', { name: 'Enter a new one' }));
  const dialog = within(screen.getByRole('dialog', { name: 'Change Our HubSpot' }));
  const token = dialog.getByLabelText('Access token') as HTMLInputElement;
  expect([token.type, token.value]).toEqual(['password', '']);
  await user.click(dialog.getByRole('button', { name: 'Check' }));
  await dialog.findByText(/refuses the credential/);
  expect(bg.inputs('sources.check')[0]).not.toHaveProperty('credential', expect.anything());
  await user.type(token, 'a new one');
  await user.click(dialog.getByRole('button', { name: 'Save and run' }));
  await vi.waitFor(() =>
    expect(bg.inputs('sources.save')[0]).toMatchObject({ id: 'S-1', credential: 'a new one' }),
  );
});

test('pauses, runs, and is removed with its facts only where that is chosen', async () => {
  const bg = background({
    'sources.list': () => [view()],
    'sources.pause': () => null,
    'sources.run': () => null,
    'sources.remove': () => null,
  });
  const { user } = await openAt('#/sources');
  await user.click(await screen.findByRole('button', { name: 'Pause Our HubSpot' }));
  await user.click(screen.getByRole('button', { name: 'Run Our HubSpot now' }));
  await user.click(screen.getByRole('button', { name: 'Remove Our HubSpot' }));
  const dialog = within(screen.getByRole('dialog'));
  expect((dialog.getByLabelText(/Also undo all of its imports/) as HTMLInputElement).checked).toBe(false);
  await user.click(dialog.getByRole('button', { name: 'Remove' }));
  await vi.waitFor(() => expect(bg.inputs('sources.remove')).toEqual([{ id: 'S-1', facts: false }]));
  expect(bg.inputs('sources.pause')).toEqual([{ id: 'S-1', paused: true }]);
  expect(bg.inputs('sources.run')).toEqual([{ id: 'S-1' }]);
});
