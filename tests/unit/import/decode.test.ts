import { describe, expect, it } from 'vitest';
import { bytesSource, detectEncoding, fingerprint, utf8Blocks } from '@/lib/import/decode';
import { detectLayout } from '@/lib/import/delimiter';

const TEXT = 'Deal id;Händler;Betrag\nD1;Müller & Söhne;1.234,50 €\n';

function utf16(text: string, little: boolean, mark: boolean): Uint8Array {
  const units = mark ? `\ufeff${text}` : text;
  const out = new Uint8Array(units.length * 2);
  const view = new DataView(out.buffer);
  for (let i = 0; i < units.length; i++) view.setUint16(i * 2, units.charCodeAt(i), little);
  return out;
}

/** Windows-1252 of letters below U+0100 and the euro sign. */
function windows1252(text: string): Uint8Array {
  return Uint8Array.from(text, (c) => (c === '€' ? 0x80 : c.charCodeAt(0)));
}

async function decoded(bytes: Uint8Array): Promise<[string, string]> {
  const source = bytesSource('x.csv', bytes);
  const { encoding } = await detectEncoding(source);
  let text = '';
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  for await (const block of utf8Blocks(source, encoding))
    text += decoder.decode(block.bytes, { stream: true });
  return [encoding, text];
}

describe('encodings', () => {
  it.each([
    ['UTF-8', new TextEncoder().encode(TEXT), 'utf-8'],
    ['UTF-8 with a mark', new TextEncoder().encode(`\ufeff${TEXT}`), 'utf-8'],
    ['UTF-16 LE with a mark', utf16(TEXT, true, true), 'utf-16le'],
    ['UTF-16 BE with a mark', utf16(TEXT, false, true), 'utf-16be'],
    ['UTF-16 LE', utf16(TEXT, true, false), 'utf-16le'],
    ['UTF-16 BE', utf16(TEXT, false, false), 'utf-16be'],
    ['Windows-1252', windows1252(TEXT), 'windows-1252'],
  ])('%s', async (_, bytes, encoding) => {
    expect(await decoded(bytes)).toEqual([encoding, TEXT]);
  });

  it('takes one bad byte far into the file for Windows-1252', async () => {
    const bytes = new Uint8Array(9_000_000).fill(97);
    bytes[8_500_000] = 0xe9;
    const [encoding, text] = await decoded(bytes);
    expect(encoding).toBe('windows-1252');
    expect(text[8_500_000]).toBe('é');
    expect(text).toHaveLength(9_000_000);
  });

  it('keeps a letter whose bytes lie in two blocks', async () => {
    const bytes = new TextEncoder().encode(`${'a'.repeat(4 * 1024 * 1024 - 1)}é${'b'.repeat(10)}`);
    const [encoding, text] = await decoded(bytes);
    expect(encoding).toBe('utf-8');
    expect(text.slice(-11)).toBe('ébbbbbbbbbb');
    const wide = utf16(`${'a'.repeat(2 * 1024 * 1024 - 1)}🙂b`, true, false);
    expect((await decoded(wide))[1].slice(-3)).toBe('🙂b');
  });

  it('says that a file is gone', async () => {
    const gone = {
      name: 'gone.csv',
      size: 10,
      slice: () => ({ arrayBuffer: () => Promise.reject(new DOMException('x', 'NotFoundError')) }),
    };
    await expect(detectEncoding(gone)).rejects.toThrow('"gone.csv" can no longer be read');
  });

  it('fingerprints by SHA-256', async () => {
    const source = bytesSource('x', new TextEncoder().encode('abc'));
    // FIPS 180-2, appendix B.1.
    expect(await fingerprint(source)).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    const large = new Uint8Array(17 * 1024 * 1024);
    const before = await fingerprint(bytesSource('x', large));
    large[16 * 1024 * 1024] = 1;
    expect(await fingerprint(bytesSource('x', large))).not.toBe(before);
  });
});

describe('delimiters', () => {
  const layout = (text: string) => detectLayout(new TextEncoder().encode(text), true);

  it.each([
    ['comma', 'a,b,c\n1,2,3\n', ','],
    ['semicolon with decimal commas', 'a;b\n1,5;2,5\n3,5;4,5\n', ';'],
    ['tab with commas in the text', 'a\tb\nx, y, z\t1\nq, r\t2\n', '\t'],
    ['vertical bar', 'a|b|c\n1|2|3\n', '|'],
    ['comma although quoted text is full of semicolons', 'a,b\n"x;y;z;w",1\n"p;q",2\n', ','],
    ['semicolon although one row is ragged', 'a;b;c\n1;2;3\n1;2\n4;5;6\n', ';'],
    ['comma for one column', 'name\nNordwind\nSüdstern\n', ','],
  ])('finds %s', (_, text, delimiter) => {
    expect(layout(text)).toMatchObject({ delimiter, newline: '\n', skip: 0 });
  });

  it('believes the first line of Excel', () => {
    expect(layout('sep=|\na,b|c\n')).toMatchObject({ delimiter: '|', skip: 1 });
    expect(layout('"sep=;"\r\na;b\r\n')).toMatchObject({ delimiter: ';', skip: 1 });
    expect(layout('separate,b\n1,2\n')).toMatchObject({ delimiter: ',', skip: 0 });
  });

  it('skips the title of a report', () => {
    const rows = 'a,b,c\n1,2,3\n4,5,6\n';
    expect(layout(`Partner report\n\nAs of 2026-01-31\n${rows}`)).toMatchObject({ delimiter: ',', skip: 2 });
    expect(layout(`a\n${rows}`)).toMatchObject({ delimiter: ',', skip: 1 });
    // A header that lacks a name is still the header.
    expect(layout('a,b\n1,2,3\n4,5,6\n7,8,9\n')).toMatchObject({ delimiter: ',', skip: 0 });
  });

  it('notices the line ends of old Macs', () => {
    expect(layout('a,b\r1,2\r3,4')).toMatchObject({ delimiter: ',', newline: '\r' });
  });
});
