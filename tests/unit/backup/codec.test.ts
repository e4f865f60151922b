import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, Writer } from '@/lib/backup/codec';
import { BackupError } from '@/lib/backup/error';

function encode(value: unknown): Uint8Array {
  const out = new Writer();
  out.value(value);
  return out.take();
}

/** Texts of any UTF-16 units, lone surrogates too. */
const text = fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units));
const values = fc.anything({
  key: text,
  values: [
    text,
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.bigInt(),
    fc.constantFrom(null, undefined, -0, Number.NaN),
    fc.float64Array(),
    fc.float32Array(),
    fc.int32Array(),
    fc.uint32Array(),
    fc.uint16Array(),
    fc.uint8Array(),
    fc.uint8ClampedArray(),
    fc.bigInt64Array(),
    fc.date(),
  ],
  withMap: true,
  withSet: true,
});

describe('values as bytes', () => {
  it('come back exactly as they were', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(isDeepStrictEqual(decode(encode(value)), value)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('are the same however short a text is, in ASCII or not', () => {
    for (const length of [0, 1, 39, 40, 41, 5_000])
      for (const sign of ['a', '\x7f', 'é', '日', '😀', '\ud800']) {
        const value = [sign.repeat(length), { [`${'a'.repeat(length)}${sign}`]: `${sign}\0` }];
        expect(decode(encode(value))).toEqual(value);
      }
  });

  it('keep a name that means something to the language', () => {
    const value = JSON.parse('{"__proto__": 1, "constructor": 2}');
    const back = decode(encode(value)) as object;
    expect(Object.entries(back)).toEqual(Object.entries(value));
    expect(Object.getPrototypeOf(back)).toBe(Object.prototype);
  });

  it('take no more of a buffer than a view shows', () => {
    const view = new Uint16Array(Uint16Array.of(1, 2, 3, 4).buffer, 2, 2);
    const back = decode(encode(view)) as Uint16Array;
    expect([...back]).toEqual([2, 3]);
    expect(back.buffer.byteLength).toBe(4);
  });

  it('refuse what no file can hold', async () => {
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt']);
    for (const value of [() => 1, Symbol('x'), { key }, new Blob(['x'])])
      expect(() => encode({ value })).toThrow(TypeError);
  });

  it('of any damaged bytes either make a value or say why not', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.tuple(values, fc.nat(), fc.nat(255)).map(([value, at, byte]) => {
        const good = encode(value).slice();
        good[at % good.length] = byte;
        return good;
      }),
      fc.tuple(values, fc.nat()).map(([value, at]) => {
        const good = encode(value);
        return good.slice(0, at % good.length);
      }),
    );
    fc.assert(
      fc.property(bytes, (damaged) => {
        try {
          decode(damaged);
        } catch (cause) {
          expect(cause).toBeInstanceOf(BackupError);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
