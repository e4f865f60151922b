import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { canonical, looksLikePack, MOST_BYTES, readPack, writePack } from '@/lib/packs/file';
import { fingerprintOf, sign } from '@/lib/packs/signature';
import { contents, header, type Signer, signer } from './fixtures';

let dana: Signer;
let bytes: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  dana = await signer();
  bytes = await writePack({ header: header(dana.publicKey), contents }, dana.privateKey);
});

const text = () => new TextDecoder().decode(bytes);
const encode = (changed: string) => new TextEncoder().encode(changed);

/** The file with its first two lines signed by their own key, whatever they say. */
async function resigned(first: string, second: string): Promise<Uint8Array<ArrayBuffer>> {
  const body = `${first}\n${second}\n`;
  return encode(`${body}${canonical({ signature: await sign(encode(body), dana.privateKey) })}\n`);
}

describe('a pack', () => {
  it('comes back as it was written, part by part', async () => {
    const pack = await readPack(bytes);
    expect(pack.header).toEqual(header(dana.publicKey));
    expect(pack.contents).toEqual(contents);
    expect(pack.fingerprint).toBe(await fingerprintOf(dana.publicKey));
    expect(pack.fingerprint).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(looksLikePack(bytes)).toBe(true);
  });

  it('of any choice of parts comes back', async () => {
    const parts = Object.keys(contents) as (keyof typeof contents)[];
    await fc.assert(
      fc.asyncProperty(fc.subarray(parts), fc.integer({ min: 1, max: 1e9 }), async (chosen, sequence) => {
        const held = Object.fromEntries(chosen.map((part) => [part, contents[part]]));
        const file = await writePack(
          { header: header(dana.publicKey, { sequence }), contents: held },
          dana.privateKey,
        );
        const pack = await readPack(file);
        expect(pack.contents).toEqual(held);
        expect(pack.header.sequence).toBe(sequence);
      }),
      { numRuns: 30 },
    );
  });

  it('with any bit of any byte flipped is refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(7), async (at, bit) => {
        const changed = bytes.slice();
        changed[at]! ^= 1 << bit;
        await expect(readPack(changed)).rejects.toMatchObject({ name: 'PackError' });
      }),
      { numRuns: 500 },
    );
  });

  it('with every byte of header and signature changed, one at a time, is refused', async () => {
    const ends = [bytes.indexOf(10) + 1, bytes.lastIndexOf(10, bytes.length - 2)];
    const places = [...bytes.keys()].filter((at) => at < ends[0]! || at > ends[1]!);
    for (const at of places) {
      const changed = bytes.slice();
      changed[at]! ^= 1;
      await expect(readPack(changed), `byte ${at}`).rejects.toMatchObject({ name: 'PackError' });
    }
  });

  it('cut short, or with something after it, is refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), async (length) => {
        await expect(readPack(bytes.slice(0, length))).rejects.toMatchObject({ name: 'PackError' });
      }),
      { numRuns: 200 },
    );
    await expect(readPack(encode(`${text()} `))).rejects.toMatchObject({ code: 'tampered' });
    await expect(readPack(encode(`${text()}\n`))).rejects.toMatchObject({ code: 'tampered' });
  });

  it('says which it is: too large, no pack, newer, tampered', async () => {
    const large = new Uint8Array(MOST_BYTES + 1);
    await expect(readPack(large)).rejects.toMatchObject({ code: 'too-large', message: /at most 32 MB/ });
    await expect(readPack(encode('partner,amount\nA,1\n'))).rejects.toMatchObject({ code: 'not-a-pack' });
    await expect(readPack(new Uint8Array())).rejects.toMatchObject({ code: 'not-a-pack' });
    const newer = text().replace('"schema":1', '"schema":2');
    await expect(readPack(encode(newer))).rejects.toMatchObject({
      code: 'newer',
      message: /Update the extension/,
    });
    const renamed = text().replace('Team of Example', 'Tram of Example');
    await expect(readPack(encode(renamed))).rejects.toMatchObject({ code: 'tampered' });
    const other = await signer();
    const swapped = text().replace(dana.publicKey, other.publicKey);
    await expect(readPack(encode(swapped))).rejects.toMatchObject({ code: 'tampered' });
  });

  it('whose signer or name would look like another is refused, however it is signed', async () => {
    for (const name of ['Crew\u202e of Example', 'Crew\u200f', 'Crew\u0007'])
      for (const part of [{ signer: name }, { name }])
        await expect(
          readPack(await writePack({ header: header(dana.publicKey, part), contents }, dana.privateKey)),
        ).rejects.toMatchObject({ code: 'tampered', message: /characters that cannot be seen/ });
  });

  it('that is signed, but holds what no pack holds, is refused with the place', async () => {
    const first = canonical(header(dana.publicKey));
    const refused = async (held: unknown, place: RegExp) =>
      expect(readPack(await resigned(first, JSON.stringify(held)))).rejects.toMatchObject({
        code: 'damaged',
        message: place,
      });
    await refused({ ...contents, surprise: 1 }, /surprise/);
    await refused({ limits: [{ scope: 'global', kpi: 'x', warn: '1', fail: 0 }] }, /limits\[0\]\.warn/);
    await refused({ limits: [{ scope: 'everywhere', kpi: 'x', warn: 1, fail: 0 }] }, /limits\[0\]\.scope/);
    await refused({ partners: Array.from({ length: 5_001 }, () => contents.partners![0]) }, /partners/);
    await refused({ partners: [{ ...contents.partners![0], name: 'x'.repeat(301) }] }, /partners\[0\]\.name/);
    await refused(JSON.parse(`${'['.repeat(90)}${']'.repeat(90)}`), /nested/);
    await expect(readPack(await resigned(first, '{'))).rejects.toMatchObject({ code: 'damaged' });
    const loose = first.replace('{"format', '{"format').replace('"made":', '"made": ');
    await expect(readPack(await resigned(loose, '{}'))).rejects.toMatchObject({ code: 'tampered' });
  });
});

it('canonical JSON is the same for equal values', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).reverse());
      expect(canonical(turned)).toBe(canonical(value));
      expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
