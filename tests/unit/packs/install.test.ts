import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { type DirectoryEntry, mergeDirectory } from '@/lib/import/partners';
import { resolveLimit } from '@/lib/kpi/limits';
import { kpiDefinition } from '@/lib/kpi/registry';
import { changesOf } from '@/lib/packs/changes';
import { readPack, writePack } from '@/lib/packs/file';
import { importPack, installPack, relayPartners, removePack, standingOf } from '@/lib/packs/install';
import { makePack, PARTS, packable } from '@/lib/packs/make';
import { NO_POLICY } from '@/lib/policy/types';
import type { LensDatabase } from '@/lib/store/db';
import { focusOf, putFocus } from '@/lib/store/focus';
import { chooseVariant, chosenVariants, loadCatalogue, variantsInForce } from '@/lib/store/kpis';
import { lessonsOf } from '@/lib/store/lessons';
import { limitsInForce, putLimit } from '@/lib/store/limits';
import { installedPacks, packBriefs, packCard } from '@/lib/store/packs';
import { partnerReader } from '@/lib/store/partner-reader';
import { addAlias, putPartners, savePartner, toStored } from '@/lib/store/partners';
import { planOf, putPlan } from '@/lib/store/plans';
import { putPolicy } from '@/lib/store/policy';
import { putRule } from '@/lib/store/rules';
import { bumpRevision, getWorkspace, putSetting, putWorkspace } from '@/lib/store/settings';
import { partnerFieldSetting } from '@/lib/store/sites';
import { freshDatabase, snapshot } from '../store/fixtures';
import { contents, header, partner, type Signer, signed, signer } from './fixtures';

let db: LensDatabase;
let dana: Signer;
/** A row of a directory with a name and nothing else. */
const NO_ENTRY: DirectoryEntry = { id: null, name: '', rows: 1 };
const NOW = new Date('2026-02-02T09:00:00.000Z');
const subject = { partnerId: 'P-1', type: 'reseller', tier: 'gold' };

beforeEach(async () => {
  db = freshDatabase();
  dana = await signer();
});

/** All that is stored, but for what the installation itself notes. */
async function state() {
  const { signers: _, 'signers keys': __, ...rest } = await snapshot(db);
  const settings = (rest.settings as { key: string; value: unknown }[]).filter(
    ({ key, value }) => key !== 'revision' && value !== null,
  );
  return { ...rest, settings, 'settings keys': settings.map(({ key }) => key) };
}

describe('an installed pack', () => {
  it('may call its partners like what every object inherits', async () => {
    const ids = ['constructor', '__proto__', 'toString'];
    const [card] = contents.scorecards!.cards;
    await installPack(
      await signed(
        dana,
        {},
        {
          partners: ids.map((id) => ({ ...partner, id, name: `Example ${id}`, aliases: [], domains: [] })),
          limits: ids.map((id) => ({ ...contents.limits![0]!, scope: `partner:${id}` })),
          scorecards: { programme: [], cards: ids.map((partnerId) => ({ ...card!, partnerId })) },
        },
      ),
      NOW,
      db,
    );
    for (const id of ids) expect((await packCard(id, db))?.card.partnerId).toBe(id);
    expect((await limitsInForce(db)).map(({ scope }) => scope)).toEqual(ids.map((id) => `partner:${id}`));
  });

  it('brings what nobody set here', async () => {
    await installPack(await signed(dana), NOW, db);
    const limit = resolveLimit(kpiDefinition('registration-sla'), await limitsInForce(db), subject, null);
    expect(limit).toEqual({ warn: 0.5, fail: 0.4, from: 'partner', by: 'pack' });
    expect(await planOf({ id: 'P-1', type: null }, db)).toEqual(contents.plans![0]!.items);
    expect(await lessonsOf(contents.lessons![0]!.origin, db)).toEqual(contents.lessons);
    expect(await partnerFieldSetting('https://crm.example.com', 'deal', db)).toEqual({
      mode: 'field',
      key: 'x',
    });
    expect(await focusOf({ id: 'P-9', type: null, tier: null }, db)).toMatchObject({
      kpis: ['registration-sla'],
    });
    expect((await getWorkspace(db)).attribution).toEqual(contents.influence);
    expect(await partnerReader(db).byName('northwind example')).toMatchObject([
      { id: 'P-1', origin: 'pack' },
    ]);
    expect((await packCard('P-1', db))?.pack.signer).toBe('Team of Example');
    expect(await packBriefs(db)).toMatchObject([{ partnerId: 'P-1', working: 'yes' }]);
    const { find } = await loadCatalogue(db);
    expect(find('refund-rate')?.variantOf).toBe('refund-rate-flow');
  });

  it('lies under what the person set, whatever the level', async () => {
    await putLimit({ scope: 'global', kpi: 'registration-sla', warn: 0.25, fail: 0.1 }, db);
    await putPlan({ scope: 'partner:P-1', items: [{ fields: ['Mine'], value: null }] }, db);
    await putFocus({ scope: 'global', kpis: ['nps'], preset: null }, db);
    const mine = { ...contents.influence!, model: 'first' };
    await putWorkspace({ timeZone: 'UTC', currency: 'EUR', attribution: mine }, db);
    await chooseVariant('refund-rate', 'refund-rate-value', db);
    await installPack(await signed(dana), NOW, db);
    const limit = resolveLimit(kpiDefinition('registration-sla'), await limitsInForce(db), subject, null);
    expect(limit).toEqual({ warn: 0.25, fail: 0.1, from: 'global' });
    expect(await planOf({ id: 'P-1', type: null }, db)).toEqual([{ fields: ['Mine'], value: null }]);
    expect(await focusOf({ id: 'P-1', type: null, tier: null }, db)).toMatchObject({ kpis: ['nps'] });
    expect((await getWorkspace(db)).attribution).toEqual(mine);
    expect(await variantsInForce(db)).toEqual({ 'refund-rate': 'refund-rate-value' });
  });

  it('lies under what an administrator set, and so does the person', async () => {
    await putPolicy(
      { ...NO_POLICY, limits: [{ scope: 'global', kpi: 'registration-sla', warn: 0.6, fail: 0.5 }] },
      db,
    );
    await putLimit({ scope: 'partner:P-1', kpi: 'registration-sla', warn: 0.25, fail: 0.1 }, db);
    await installPack(await signed(dana), NOW, db);
    const limit = resolveLimit(kpiDefinition('registration-sla'), await limitsInForce(db), subject, null);
    expect(limit).toEqual({ warn: 0.6, fail: 0.5, from: 'global', by: 'policy' });
  });

  it('leaves everything as it was once it is taken out, whatever was there', async () => {
    const own = fc.record({
      limit: fc.boolean(),
      plan: fc.boolean(),
      rule: fc.boolean(),
      variant: fc.boolean(),
      influence: fc.boolean(),
      partner: fc.constantFrom('none', 'same id', 'same name', 'of a fact'),
    });
    await fc.assert(
      fc.asyncProperty(own, async (has) => {
        const fresh = freshDatabase();
        db = fresh;
        if (has.limit) await putLimit({ scope: 'global', kpi: 'registration-sla', warn: 0.2, fail: 0.1 }, db);
        if (has.plan) await putPlan({ scope: 'type:reseller', items: [{ fields: ['A'], value: null }] }, db);
        if (has.rule) await putRule(contents.rules!.changed[0]!, db);
        if (has.variant) await chooseVariant('refund-rate', 'refund-rate-value', db);
        await putSetting('pack influence', null, db);
        const mine = { ...contents.influence!, model: 'first' };
        if (has.influence) await putWorkspace({ timeZone: 'UTC', currency: 'EUR', attribution: mine }, db);
        const id = has.partner === 'same name' ? 'N-7' : 'P-1';
        if (has.partner !== 'none' && has.partner !== 'of a fact')
          await putPartners([toStored({ ...partner, id, tier: 'mine' }, 'directory')], db);
        const before = await state();
        await installPack(await signed(dana), NOW, db);
        await installPack(await signed(dana, { sequence: 2 }, { limits: [] }), NOW, db);
        await installPack(await signed(dana, { sequence: 3 }), NOW, db);
        if (has.partner === 'same id' || has.partner === 'same name') {
          expect(await partnerReader(db).byName('northwind example')).toMatchObject([{ id, tier: 'mine' }]);
          expect((await packCard(id, db))?.card.partnerId).toBe(id);
        }
        await removePack('programme-1', db);
        expect(await state()).toEqual(before);
      }),
      { numRuns: 25 },
    );
  });

  it('counts its partner as the one of the same name here, limits and plans included', async () => {
    await putPartners([toStored({ ...partner, id: 'N-7' }, 'directory')], db);
    await installPack(await signed(dana), NOW, db);
    expect(await db.partners.toCollection().primaryKeys()).toEqual(['N-7']);
    const here = { ...subject, partnerId: 'N-7' };
    expect(
      resolveLimit(kpiDefinition('registration-sla'), await limitsInForce(db), here, null),
    ).toMatchObject({
      from: 'partner',
      by: 'pack',
    });
    expect(await planOf({ id: 'N-7', type: null }, db)).toHaveLength(1);
  });

  it('follows the directory: a partner that is imported later is the one of the pack, until it goes', async () => {
    await installPack(await signed(dana), NOW, db);
    const { partners: rows } = mergeDirectory(
      [{ ...NO_ENTRY, id: 'N-7', name: 'Northwind Example', tier: 'mine' }],
      await db.partners.toArray(),
    );
    expect(rows).toMatchObject([{ id: 'N-7', tier: 'mine', codes: [], domains: [] }]);
    await putPartners(rows, db);
    await bumpRevision(db);
    await relayPartners(db);
    expect(await db.partners.toCollection().primaryKeys()).toEqual(['N-7']);
    expect((await packCard('N-7', db))?.card.partnerId).toBe('N-7');
    const laid = await snapshot(db);
    await relayPartners(db);
    expect(await snapshot(db)).toEqual(laid);
    await db.partners.delete('N-7');
    await bumpRevision(db);
    await relayPartners(db);
    expect(await db.partners.toCollection().primaryKeys()).toEqual(['P-1']);
    expect((await packCard('P-1', db))?.card.partnerId).toBe('P-1');
  });

  it('gives its partners to whoever edits them', async () => {
    await installPack(await signed(dana), NOW, db);
    await addAlias('P-1', 'NW', db);
    await removePack('programme-1', db);
    expect(await partnerReader(db).byName('nw')).toMatchObject([{ id: 'P-1', origin: 'manual' }]);
    await savePartner({ ...partner, id: 'P-2', name: 'Other', aliases: [] }, db);
    expect(await db.partners.get('P-2')).toMatchObject({ origin: 'manual' });
  });

  it('keeps a partner of two packs until the last one goes', async () => {
    await installPack(await signed(dana), NOW, db);
    await installPack(await signed(dana, { id: 'programme-2', made: '2026-02-03T08:00:00.000Z' }), NOW, db);
    expect((await installedPacks(db)).map(({ id }) => id)).toEqual(['programme-2', 'programme-1']);
    await removePack('programme-2', db);
    expect(await db.partners.count()).toBe(1);
    expect((await packCard('P-1', db))?.pack.id).toBe('programme-1');
    await removePack('programme-1', db);
    expect(await db.partners.count()).toBe(0);
  });

  it('does not make its model of influence the person’s own when they save something else', async () => {
    await installPack(await signed(dana), NOW, db);
    await putWorkspace({ ...(await getWorkspace(db)), currency: 'USD' }, db);
    await removePack('programme-1', db);
    expect(await getWorkspace(db)).not.toHaveProperty('attribution');
    expect((await getWorkspace(db)).currency).toBe('USD');
  });

  it('can be outvoted by the standard KPI', async () => {
    await installPack(await signed(dana), NOW, db);
    await chooseVariant('refund-rate', null, db);
    expect((await loadCatalogue(db)).find('refund-rate')?.variantOf).toBeUndefined();
    expect(await chosenVariants(db)).toEqual({ 'refund-rate': 'refund-rate' });
  });
});

describe('trust', () => {
  const file = async (by: Signer, more = {}) =>
    writePack({ header: header(by.publicKey, more), contents }, by.privateKey);

  it('is asked for once, and again when the key changes', async () => {
    const first = await signed(dana);
    expect(await standingOf(first, db)).toMatchObject({ signer: 'new', edition: 'new' });
    await installPack(first, NOW, db);
    expect(await standingOf(await signed(dana, { sequence: 2 }), db)).toMatchObject({
      signer: 'trusted',
      edition: 'newer',
    });
    const mallory = await signer();
    expect(await standingOf(await signed(mallory, { sequence: 9 }), db)).toMatchObject({
      signer: 'changed',
      before: { fingerprint: first.fingerprint },
    });
    expect(await standingOf(await signed(mallory, { id: 'another-pack' }), db)).toMatchObject({
      signer: 'changed',
      before: { name: 'Team of Example', fingerprint: first.fingerprint },
    });
    expect(await standingOf(await signed(mallory, { id: 'another-pack', signer: 'Mo' }), db)).toMatchObject({
      signer: 'new',
    });
  });

  it.each([
    ['what cannot be seen', 'Team\u200b of Exam\u00adple'],
    ['another space', 'Team\u00a0of  Example'],
    ['letters of another script', 'Теаm оf Ехаmрlе'],
    ['a mark, a sign and capitals', 'TEAM of Éxample.'],
    ['letters drawn alike', 'Team of ExampIe'],
  ])('is asked for again where a known name differs by %s', async (_, name) => {
    const first = await signed(dana);
    await installPack(first, NOW, db);
    const mallory = await signed(await signer(), { id: 'another-pack', signer: name });
    expect(await standingOf(mallory, db)).toMatchObject({
      signer: 'changed',
      before: { name: 'Team of Example' },
    });
  });

  it('takes names of pictures alone for what they are', async () => {
    await installPack(await signed(dana, { signer: '🐝' }), NOW, db);
    const other = await signed(await signer(), { id: 'another-pack', signer: '🐻' });
    expect(await standingOf(other, db)).toMatchObject({ signer: 'new' });
  });

  it('sees older editions, the same one, and one that was rewritten', async () => {
    await installPack(await signed(dana, { sequence: 5 }), NOW, db);
    const edition = async (sequence: number, held = contents) =>
      (await standingOf(await signed(dana, { sequence }, held), db)).edition;
    expect(await edition(4)).toBe('older');
    expect(await edition(6)).toBe('newer');
    expect(await edition(5, { limits: [] })).toBe('rewritten');
  });

  it('is what a feed needs: nothing is taken that a person would have to decide', async () => {
    const options = { now: NOW, db };
    const first = await file(dana, { sequence: 2 });
    await expect(importPack(first, options)).rejects.toMatchObject({ code: 'untrusted' });
    expect(await db.packs.count()).toBe(0);
    const { fingerprint } = await readPack(first);
    expect(await importPack(first, { ...options, trusted: [fingerprint] })).toMatchObject({
      state: 'installed',
    });
    expect(await importPack(first, options)).toMatchObject({ state: 'unchanged' });
    expect(await importPack(await file(dana, { sequence: 3 }), options)).toMatchObject({
      state: 'installed',
    });
    await expect(importPack(first, options)).rejects.toMatchObject({ code: 'older' });
    const other = await file(await signer(), { sequence: 4 });
    await expect(importPack(other, options)).rejects.toMatchObject({ code: 'wrong-signer' });
    expect((await installedPacks(db))[0]).toMatchObject({ sequence: 3, fingerprint });
  });

  it('is the administrator’s where they name signers', async () => {
    const pack = await signed(dana);
    const named = (fingerprint: string) =>
      putPolicy({ ...NO_POLICY, trustedSigners: [{ name: 'Head office', fingerprint }] }, db);
    await named('0000-0000-0000-0000-0000-0000-0000-0000');
    await expect(standingOf(pack, db)).rejects.toMatchObject({
      code: 'wrong-signer',
      message: /Head office/,
    });
    await named(pack.fingerprint);
    expect(await standingOf(pack, db)).toMatchObject({ signer: 'trusted' });
  });
});

describe('changes', () => {
  it('are told before anything is stored, with what stays the person’s', async () => {
    await putLimit({ scope: 'global', kpi: 'registration-sla', warn: 0.2, fail: 0.1 }, db);
    const before = await snapshot(db);
    const limits = async (held = contents) =>
      (await changesOf(held, 'programme-1', db)).find(({ part }) => part === 'limits');
    expect(await limits()).toEqual({ part: 'limits', total: 2, added: 2, changed: 0, gone: 0, yours: 1 });
    expect(await snapshot(db)).toEqual(before);
    await installPack(await signed(dana), NOW, db);
    const next = { ...contents, limits: [{ ...contents.limits![0]!, warn: 0.9 }] };
    expect(await limits(next)).toEqual({ part: 'limits', total: 1, added: 0, changed: 1, gone: 1, yours: 1 });
    expect(await limits({})).toMatchObject({ total: 0, gone: 2 });
  });
});

describe('making a pack', () => {
  it('takes what is the person’s own, and what another installation reads is the same', async () => {
    await expect(makePack(['limits'], { name: 'A', signer: 'B' }, NOW, db)).rejects.toThrow('nothing to put');
    await putLimit({ scope: 'global', kpi: 'registration-sla', warn: 0.2, fail: 0.1 }, db);
    await putPlan({ scope: 'type:reseller', items: [{ fields: ['A'], value: null }] }, db);
    await savePartner(partner, db);
    expect(await packable(db)).toEqual({ limits: 1, plans: 1, partners: 1 });
    const identity = { name: 'Our programme', signer: 'Crew' };
    const { bytes, fileName } = await makePack(PARTS, identity, NOW, db);
    expect(fileName).toBe('our-programme-2026-02-02.plpack');
    const pack = await readPack(bytes);
    expect(pack.contents).toEqual({
      limits: [{ scope: 'global', kpi: 'registration-sla', warn: 0.2, fail: 0.1 }],
      plans: [{ scope: 'type:reseller', items: [{ fields: ['A'], value: null }] }],
      partners: [partner],
    });
    const second = await readPack((await makePack(PARTS, identity, NOW, db)).bytes);
    expect([pack.header.sequence, second.header.sequence]).toEqual([1, 2]);
    expect(second.fingerprint).toBe(pack.fingerprint);
    expect(second.header.id).toBe(pack.header.id);
    expect(await standingOf(second, db)).toMatchObject({ signer: 'own' });
  });

  it('signs with a key that cannot be taken out', async () => {
    await savePartner(partner, db);
    await makePack(PARTS, { name: 'A', signer: 'B' }, NOW, db);
    const { privateKey } = (await db.keys.get('pack'))!;
    await expect(crypto.subtle.exportKey('pkcs8', privateKey)).rejects.toThrow();
  });
});
