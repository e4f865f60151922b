import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileOf, readTable } from './fixtures';

const read = (text: string, name = 'deals.json') => readTable(fileOf(name, text));

describe('JSON', () => {
  it.each([
    ['an array', '[{"id":1,"name":"a"},{"id":2,"name":"b"}]'],
    [
      'a list under a usual name',
      '{"paging":{"next":null},"results":[{"id":1,"name":"a"},{"id":2,"name":"b"}]}',
    ],
    [
      'a list further in',
      '{"ok":true,"data":{"total":2,"records":[{"id":1,"name":"a"},{"id":2,"name":"b"}]}}',
    ],
    ['the only list', '{"exported":"2026-01-01","partners":[{"id":1,"name":"a"},{"id":2,"name":"b"}]}'],
    ['lines', '{"id":1,"name":"a"}\n{"id":2,"name":"b"}\n'],
    ['lines with CRLF and no end', '{"id":1,"name":"a"}\r\n{"id":2,"name":"b"}'],
    ['values one after the other', '{\n "id":1,\n "name":"a"\n}\n{\n "id":2,\n "name":"b"\n}\n'],
    ['values on one line', '{"id":1,"name":"a"}{"id":2,"name":"b"}'],
    ['lists below a list of names', '[["id","name"],[1,"a"],[2,"b"]]'],
    ['lists below a list of names further in', '{"range":"A1:B3","values":[["id","name"],[1,"a"],[2,"b"]]}'],
    [
      'records that keep their fields apart',
      '{"results":[{"id":1,"properties":{"name":"a"}},{"id":2,"properties":{"name":"b"}}]}',
    ],
    ['an array with a byte order mark', '\ufeff[\n  {"id":1,"name":"a"},\n  {"id":2,"name":"b"}\n]\n'],
  ])('is read from %s', async (_, text) => {
    expect(await read(text)).toMatchObject({
      headers: ['id', 'name'],
      rows: { 1: ['1', 'a'], 2: ['2', 'b'] },
      bad: {},
    });
  });

  it.each([
    ['at the top', '{"12":{"name":"a","won":true},"13":{"name":"b"}}', 'id'],
    ['under a name', '{"v":2,"deals":{"12":{"name":"a","won":true},"13":{"name":"b"}}}', 'id'],
    ['on lines of their own', '{\n  "12": {"name":"a","won":true},\n  "13": {"name":"b"}\n}\n', 'id'],
    ['with ids of their own', '{"12":{"id":1,"name":"a"},"13":{"id":2,"name":"b"}}', 'key'],
    [
      'with lists in them',
      '{"12":{"name":"a","items":[{"sku":1}]},"13":{"name":"b","items":[{"sku":2}]}}',
      'id',
    ],
  ])('reads records by their ids %s', async (_, text, key) => {
    const { headers, rows, bad } = await read(text);
    expect(headers[0]).toBe(key);
    expect([rows[1]![0], rows[2]![0], bad]).toEqual(['12', '13', {}]);
    const name = headers.indexOf('name');
    expect([rows[1]![name], rows[2]![name]]).toEqual(['a', 'b']);
  });

  it('names a bad record among those by their ids, and that the file ends before their end', async () => {
    const text =
      '{\n"12": {"name":"a"},\n"13": {"name":"b},\n"14": {"name":"c"},\n"15": 7,\n"16": {"name":"d"}';
    const { rows, bad } = await read(`{\n"x": {"name":"y"},\n"z": {"name":"y"},${text.slice(1)}`);
    expect(Object.values(rows)).toEqual([
      ['x', 'y'],
      ['z', 'y'],
      ['12', 'a'],
      ['14', 'c'],
      ['16', 'd'],
    ]);
    expect(Object.keys(bad)).toEqual(['4', '6', '8']);
  });

  it('of one object with others in it is one record', async () => {
    const text =
      '{"deal":{"id":1,"name":"a","stage":"Won"},"partner":{"id":7,"tier":"gold","type":"reseller"}}';
    expect(Object.values((await read(text)).rows)).toEqual([['1', 'a', 'Won', '7', 'gold', 'reseller']]);
  });

  it('of one object is one record', async () => {
    expect((await read('{"id":7,"owner":{"name":"N"}}')).rows).toEqual({ 1: ['7', 'N'] });
  });

  it('in UTF-16 is read too', async () => {
    const text = '\ufeff[{"name":"Ñandú"}]';
    const bytes = new Uint8Array(text.length * 2);
    for (let i = 0; i < text.length; i++)
      new DataView(bytes.buffer).setUint16(2 * i, text.charCodeAt(i), true);
    expect((await readTable(fileOf('u.json', bytes))).rows).toEqual({ 1: ['Ñandú'] });
  });

  it('flattens objects, joins lists, keeps long numbers and says nothing for null', async () => {
    const { headers, rows } = await read(
      '[{"id":12345678901234567890,"owner":{"name":"A, \\"B\\"","address":{"city":"X"}},"tags":["p","q",3],"won":true,"amount":1.234,"none":null},{"lines":[{"sku":"s","n":9007199254740993}],"extra":0.1e-2}]',
    );
    expect(headers).toEqual([
      'id',
      'owner.name',
      'owner.address.city',
      'tags',
      'won',
      'amount',
      'none',
      'lines',
      'extra',
    ]);
    expect(rows[1]).toEqual(['12345678901234567890', 'A, "B"', 'X', 'p; q; 3', 'true', '1.2340', '', '', '']);
    expect(rows[2]!.slice(7)).toEqual(['{"sku":"s","n":"9007199254740993"}', '0.0010']);
  });

  it('names each record that is bad and keeps the others', async () => {
    const deep = `${'{"a":'.repeat(100)}1${'}'.repeat(100)}`;
    const { rows, bad } = await read(
      `[\n{"id":1},\n{"id":2,"id":3},\n{"id":4,},\n5,\n${deep},\nnull,\n{"id":1e999},\n{"id":"un\nclosed},\n{"id":9}\n]`,
    );
    expect(rows).toEqual({ 1: ['1'], 7: ['{1e999} is larger than any number'], 9: ['9'] });
    expect(Object.fromEntries(Object.entries(bad).map(([row, { reason }]) => [row, reason]))).toEqual({
      2: 'names a value twice, and only one of the two could be kept',
      3: expect.stringContaining('is not valid JSON'),
      4: 'is no object with named values',
      5: 'is nested deeper than 64 levels',
      8: 'breaks off: a quote or bracket is missing',
    });
  });

  it('says where lines and lists break off', async () => {
    const lines = await read('{"id":1}\n{"id":2,"x":\n{"id":3}\n\n{"id":4', 'a.ndjson');
    expect(lines.rows).toEqual({ 1: ['1'], 3: ['3'] });
    expect(Object.keys(lines.bad)).toEqual(['2', '5']);
    const list = await read('[{"id":1},{"id":2},');
    expect(list.rows).toEqual({ 1: ['1'], 2: ['2'] });
    expect(list.bad[3]!.reason).toContain('the file ends before its list does');
    const within = await read('[{"id":1},{"id":"tw');
    expect(within.rows).toEqual({ 1: ['1'] });
    expect(within.bad[2]!.reason).toContain('breaks off');
  });

  it('that is no table is refused in words', async () => {
    await expect(read('[[1,2],[3,4]]')).rejects.toThrow('list of lists');
    const long = await read('[["id","name"],[1,"a","more"],[2],{"id":3,"name":"c"}]');
    expect(long.rows).toEqual({ 2: ['2', ''], 3: ['3', 'c'] });
    expect(long.bad[1]!.reason).toBe('has 3 values where the first list has 2 names');
    await expect(read('[1,2,3]')).rejects.toThrow('record 1 is no object with named values');
    await expect(read('[null]')).rejects.toThrow('has no records: nothing in it');
    await expect(read('[{"id":1,"id":2}]')).rejects.toThrow('record 1 names a value twice');
    await expect(
      read(`{${Array.from({ length: 20_000 }, (_, i) => `"k${i}":1`).join(',')}}`),
    ).rejects.toThrow('keyed by their ids');
  });

  it('keeps every value of every record, however it is laid out', async () => {
    const scalar = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.integer(), fc.boolean());
    const record = fc.dictionary(fc.constantFrom('a', 'b', 'c d', 'e,"f'), scalar, { minKeys: 1 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 12 }),
        fc.constantFrom<(records: object[]) => string>(
          (all) => JSON.stringify(all),
          (all) => JSON.stringify(all, null, 2),
          (all) => JSON.stringify({ total: all.length, data: all }, null, '\t'),
          (all) => all.map((each) => JSON.stringify(each)).join('\n'),
        ),
        async (records, write) => {
          const { headers, rows, bad } = await read(write(records), 'x.json');
          expect(bad).toEqual({});
          records.forEach((each, i) => {
            const shown = Object.fromEntries(headers.map((name, c) => [name, rows[i + 1]?.[c] ?? '']));
            for (const [key, value] of Object.entries(each))
              expect(shown[key]).toBe(
                String(value)
                  .replaceAll('\0', '')
                  .replaceAll('\u001a', '')
                  .replace(/^[ \t\r\n\u00a0]+|[ \t\r\n\u00a0]+$/g, ''),
              );
          });
        },
      ),
      { numRuns: 200 },
    );
  });
});
