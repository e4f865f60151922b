/**
 * As much XML as the parts of a workbook need; nothing is ever expanded but the five entities and character numbers.
 * Whatever stands in a part, looking at it takes a time that grows with its length and not faster.
 */

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

export function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,4}));/gi, (whole, hex, decimal, name) => {
    if (name) return ENTITIES[name] ?? whole;
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** `_x000D_` stands for a carriage return in texts of a workbook. */
export function cellText(text: string): string {
  const plain = decoded(text);
  if (!plain.includes('_x')) return plain;
  return plain.replace(/_x([0-9a-f]{4})_/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Replaces each piece from one mark to the next closing one, marks included; one that is never closed stays. */
export function replaced(xml: string, open: string, close: string, by: (inner: string) => string): string {
  let out = '';
  let from = 0;
  for (let at = xml.indexOf(open); at >= 0; at = xml.indexOf(open, from)) {
    const inner = at + open.length;
    const end = xml.indexOf(close, inner);
    if (end < 0) break;
    out += xml.slice(from, at) + by(xml.slice(inner, end));
    from = end + close.length;
  }
  return from === 0 ? xml : out + xml.slice(from);
}

/** Comments and marks of literal text taken out, and the prefix that some programs put before every name. */
export function simplified(xml: string, prefix: string): string {
  let text = replaced(xml, '<!--', '-->', () => '');
  text = replaced(text, '<![CDATA[', ']]>', (literal) =>
    literal.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
  );
  if (prefix) text = text.replaceAll(`<${prefix}:`, '<').replaceAll(`</${prefix}:`, '</');
  return text;
}

/** Prefix of the root element, which stands at the beginning of a part; '' for none. */
export function prefixOf(xml: string): string {
  const head = xml.slice(0, 4096).replace(/<[?!][^>]*>/g, '');
  return /<([A-Za-z_][\w.-]*):[A-Za-z]/.exec(head)?.[1] ?? '';
}

/** Attributes of each element of this name, in order; names without their prefix. */
export function* elements(xml: string, name: string): Generator<Record<string, string>> {
  for (const [, attributes] of xml.matchAll(new RegExp(`<${name}(\\s[^<>]*)?>`, 'g'))) {
    const found: Record<string, string> = {};
    for (const [, key, double, single] of (attributes ?? '').matchAll(
      /(?<![\w.-])([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g,
    ))
      found[key!] = decoded(double ?? single ?? '');
    yield found;
  }
}

/** Bytes of a part as text, by its byte order mark. */
export function decoderOf(first: Uint8Array): TextDecoder {
  const utf16 = (first[0] === 0xff && first[1] === 0xfe) || (first[0] === 0x3c && first[1] === 0);
  const big = (first[0] === 0xfe && first[1] === 0xff) || (first[0] === 0 && first[1] === 0x3c);
  return new TextDecoder(utf16 ? 'utf-16le' : big ? 'utf-16be' : 'utf-8');
}
