import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ColumnArray, NO_TIME } from '@/lib/facts/types';
import { appendChunks, readChunks } from '@/lib/store/chunks';
import { LensDatabase } from '@/lib/store/db';
import { pack, packedBytes, unpack } from '@/lib/store/pack';

function expectBack(values: ColumnArray) {
  const packed = structuredClone(pack(values));
  const back = unpack(packed, values.length);
  expect(back.constructor).toBe(values.constructor);
  expect(back.length).toBe(values.length);
  // The sign of zero and NaN count: equal bytes, not equal numbers.
  expect(new Uint8Array(back.buffer)).toEqual(new Uint8Array(values.slice().buffer));
  expect(packedBytes(packed)).toBeLessThanOrEqual(values.byteLength);
}

describe('packed arrays', () => {
  it('come back to the last bit, whatever is in them', () => {
    const cents = fc.integer({ min: -5_000_000, max: 5_000_000 });
    const number = fc.oneof(
      cents,
      fc.double(),
      fc.constantFrom(Number.NaN, 0, -0, 2 ** 32, -(2 ** 53), 0.1, Number.POSITIVE_INFINITY),
    );
    const day = fc.oneof(fc.integer({ min: 19_000, max: 21_000 }), fc.constant(NO_TIME), fc.integer());
    const list = (of: fc.Arbitrary<number>) => fc.array(of, { maxLength: 40 });
    fc.assert(
      fc.property(
        fc.oneof(
          list(number).map((values) => Float64Array.from(values)),
          list(cents).map((values) => Float64Array.from(values)),
          list(fc.oneof(cents, fc.constant(Number.NaN))).map((values) => Float64Array.from(values)),
          list(day).map((values) => Int32Array.from(values)),
          list(fc.integer({ min: 0, max: 2 ** 32 - 1 })).map((values) => Uint32Array.from(values)),
          list(fc.integer({ min: 0, max: 300 })).map((values) => Uint32Array.from(values)),
          list(fc.integer({ min: 0, max: 255 })).map((values) => Uint8Array.from(values)),
          fc
            .tuple(fc.double({ noNaN: true }), fc.double({ noNaN: true }), fc.integer({ min: 0, max: 30 }))
            .map(([first, step, rows]) => Float64Array.from({ length: rows }, (_, i) => first + i * step)),
        ),
        expectBack,
      ),
      { numRuns: 3_000 },
    );
  });

  it('come back from beyond the safe integers', () => {
    expectBack(Float64Array.from([Number.NaN, Number.NaN, -(2 ** 53)]));
    expectBack(Float64Array.from([2 ** 53, 2 ** 53 + 2, Number.NaN, 2 ** 53 + 6]));
  });

  it.each([
    ['ids that count up', Uint32Array.from({ length: 1_000 }, (_, i) => 70_000 + i), 16],
    ['one value', new Float64Array(1_000).fill(0.1), 16],
    ['nothing at all', new Float64Array(1_000).fill(Number.NaN), 16],
    ['days', Int32Array.from({ length: 1_000 }, (_, i) => 20_000 + ((i * 37) % 730)), 2_000],
    [
      'days with gaps',
      Int32Array.from({ length: 1_000 }, (_, i) => (i % 9 ? 20_000 + (i % 90) : NO_TIME)),
      1_000,
    ],
    ['money in cents', Float64Array.from({ length: 1_000 }, (_, i) => (i * 79_199) % 9_000_000), 4_000],
    ['few codes', Uint32Array.from({ length: 1_000 }, (_, i) => (i * 7) % 200), 1_000],
    ['fractions', Float64Array.from({ length: 1_000 }, (_, i) => Math.sqrt(i)), 8_000],
    ['hashes', Float64Array.from({ length: 1_000 }, (_, i) => (i * i * 0x12_3456_789a) % 2 ** 53), 8_000],
    ['an array without rows', new Int32Array(0), 0],
  ])('%s take few bytes', (_, values, bytes) => {
    expectBack(values);
    expect(packedBytes(pack(values))).toBe(bytes);
  });
});

it('chunks that an earlier version stored unpacked are read beside packed ones', async () => {
  const db = new LensDatabase('packed chunks');
  const chunk = (importId: number) => ({
    table: 'orders',
    importId,
    rows: 2,
    columns: { order: Uint32Array.of(1, 2), amount: Float64Array.of(Number.NaN, 12.5) },
    id: Uint32Array.of(1, 2),
    hash: Float64Array.of(2 ** 52, 7),
    sourceRow: Int32Array.of(1, 2),
    sourceFile: Uint8Array.of(0, 0),
  });
  await db.chunks.add(chunk(1));
  await appendChunks([chunk(2)], db);
  const read = await readChunks('orders', undefined, db);
  expect(read.map(({ key: _, ...rest }) => rest)).toEqual([chunk(1), chunk(2)]);
  const some = await readChunks('orders', ['amount', 'partner'], db);
  expect(some.map(({ columns }) => Object.keys(columns))).toEqual([['amount'], ['amount']]);
  db.close();
});
