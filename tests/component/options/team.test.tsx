import 'fake-indexeddb/auto';
import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { resetScorecardRefresh } from '@/components/options/state/scorecards';
import type { PackHeader } from '@/lib/packs/contents';
import { readPack, writePack } from '@/lib/packs/file';
import { installPack } from '@/lib/packs/install';
import { NO_POLICY } from '@/lib/policy/types';
import { putLimit } from '@/lib/store/limits';
import { installedPacks } from '@/lib/store/packs';
import { putPolicy } from '@/lib/store/policy';
import { contents, header, type Signer, signed, signer } from '../../unit/packs/fixtures';
import { downloads } from '../fixtures/downloads';
import { background, expectAccessible } from '../fixtures/harness';
import { openAt, optionsHarness } from './page';

optionsHarness();

/** Opens the page with a background that has nothing to compute. */
async function team() {
  background({ 'data.changed': () => null });
  resetScorecardRefresh(async (queued) => {
    queued();
    return { ran: true, computed: 0 };
  });
  return openAt('#/team');
}

const fileOf = async (by: Signer, more: Partial<PackHeader> = {}) =>
  new File(
    [await writePack({ header: header(by.publicKey, more), contents }, by.privateKey)],
    'programme.plpack',
  );

async function choose(user: UserEvent, file: File) {
  await user.upload(await screen.findByLabelText('Scorecard pack'), file);
  return screen.findByRole('dialog');
}

describe('team page', () => {
  test('a first pack is shown with its fingerprint and changes, and imported once it is trusted', async () => {
    const dana = await signer();
    await putLimit({ scope: 'global', kpi: 'registration-sla', warn: 0.5, fail: 0.4 });
    const { container, user } = await team();
    const dialog = await choose(user, await fileOf(dana));
    const { fingerprint } = await signed(dana);
    expect(dialog.textContent).toContain(fingerprint);
    expect(dialog.textContent).toContain('This is the first pack of this signer.');
    const limits = within(dialog).getByRole('row', { name: /^Limits/ });
    expect(
      within(limits)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent),
    ).toEqual(['2', '–', '–', '1']);
    expect(await installedPacks()).toEqual([]);
    await expectAccessible(container);
    await user.click(within(dialog).getByRole('button', { name: 'Trust and import' }));
    const table = await screen.findByRole('table', { name: 'Installed packs' });
    expect(table.textContent).toContain('Team of Example');
    expect(await installedPacks()).toMatchObject([{ sequence: 1, fingerprint }]);
    await expectAccessible(container);
  });

  test('another key for the same pack is told loudly, and takes a second act', async () => {
    await installPack(await signed(await signer()));
    const { user } = await team();
    const dialog = await choose(user, await fileOf(await signer(), { sequence: 2 }));
    expect(within(dialog).getByRole('alert').textContent).toContain('Signed with another key than before');
    const button = within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Trust and import' });
    expect(button.disabled).toBe(true);
    await user.click(within(dialog).getByRole('checkbox'));
    await user.click(button);
    await waitFor(async () => expect(await installedPacks()).toMatchObject([{ sequence: 2 }]));
  });

  test('an older edition comes back only when it is meant, the same one not at all', async () => {
    const dana = await signer();
    await installPack(await signed(dana, { sequence: 3 }));
    const { user } = await team();
    const older = await choose(user, await fileOf(dana, { sequence: 2 }));
    expect(within(older).getByRole('alert').textContent).toContain('Older than what is installed');
    const back = within(older).getByRole<HTMLButtonElement>('button', { name: 'Go back to this edition' });
    expect(back.disabled).toBe(true);
    await user.click(within(older).getByRole('button', { name: 'Cancel' }));
    expect(await installedPacks()).toMatchObject([{ sequence: 3 }]);
  });

  test('a pack that was changed is refused with what to do', async () => {
    const { user } = await team();
    const file = await fileOf(await signer());
    const changed = (await file.text()).replace('Team of Example', 'Teem of Example');
    const dialog = await choose(user, new File([changed], 'programme.plpack'));
    expect(within(dialog).getByRole('alert').textContent).toContain('ask for the file again');
    expect(await installedPacks()).toEqual([]);
  });

  test('a pack is removed after a question', async () => {
    await installPack(await signed(await signer()));
    const { user } = await team();
    await user.click(await screen.findByRole('button', { name: 'Remove the pack Partner programme' }));
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Remove' }));
    await waitFor(() => expect(screen.queryByRole('table', { name: 'Installed packs' })).toBeNull());
    expect(await installedPacks()).toEqual([]);
  });

  test('a signer is forgotten: their next pack is asked about', async () => {
    const dana = await signer();
    await installPack(await signed(dana));
    const { user } = await team();
    await user.click(await screen.findByText('Signers whom you trust'));
    await user.click(screen.getByRole('button', { name: 'Forget Team of Example' }));
    await waitFor(() => expect(screen.queryByText('Signers whom you trust')).toBeNull());
    const dialog = await choose(user, await fileOf(dana, { sequence: 2 }));
    expect(dialog.textContent).toContain('This is the first pack of this signer.');
    expect(await installedPacks()).toMatchObject([{ sequence: 1 }]);
  });

  test('a pack is made of the parts that are chosen', async () => {
    const saved = downloads();
    await putLimit({ scope: 'global', kpi: 'registration-sla', warn: 0.5, fail: 0.4 });
    const { user } = await team();
    const save = await screen.findByRole<HTMLButtonElement>('button', { name: 'Save the pack' });
    expect(save.disabled).toBe(true);
    await user.type(screen.getByLabelText('Name of the pack'), 'Our programme');
    await user.type(screen.getByLabelText('Your name, as others see it'), 'Crew');
    await user.click(save);
    await waitFor(() => expect(saved).toHaveLength(1));
    expect(saved[0]!.name).toMatch(/^our-programme-\d{4}-\d\d-\d\d\.plpack$/);
    const pack = await readPack(new Uint8Array(await saved[0]!.content.arrayBuffer()));
    expect(Object.keys(pack.contents)).toEqual(['limits']);
    expect(document.body.textContent).toContain(pack.fingerprint);
    await user.click(screen.getByRole('checkbox', { name: 'Limits (1)' }));
    expect(save.disabled).toBe(true);
  });

  test('what an administrator set is told, with what cannot be followed', async () => {
    await putPolicy({
      ...NO_POLICY,
      off: ['packs', 'teaching'],
      trustedSigners: [{ name: 'Head office', fingerprint: 'ABCD-EFGH-JKMN-PQRS-TVWX-YZ01-2345-6789' }],
      problems: ['limits[0]: kpi: it must be a string.'],
    });
    const { container } = await team();
    const section = await screen.findByRole('region', { name: 'Set by your administrator' });
    expect(section.textContent).toContain('Packs of Head office are accepted');
    expect(section.textContent).toContain('Teaching sites: switched off');
    expect(within(section).getByRole('alert').textContent).toContain('limits[0]');
    expect(screen.queryByRole('button', { name: 'Import a pack' })).toBeNull();
    await expectAccessible(container);
  });
});
