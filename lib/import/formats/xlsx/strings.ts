/** The shared texts of a workbook, ready to be written as cells. */
import { LONGEST_PIECE } from '../bounds';
import { textCell } from '../cells';
import { cellText, decoderOf, prefixOf, replaced, simplified } from './xml';

/** Text of one item: its runs joined, reading aids (`rPh`) left out. */
export function itemText(item: string): string {
  const plain = replaced(item, '<rPh', '</rPh>', () => '');
  let text = '';
  for (let at = plain.indexOf('<t'); at >= 0; at = plain.indexOf('<t', at + 2)) {
    const after = plain.charCodeAt(at + 2);
    if (after !== 62 && after !== 32 && after !== 10 && after !== 13 && after !== 9) continue;
    const start = plain.indexOf('>', at) + 1;
    if (start === 0) break;
    if (plain.charCodeAt(start - 2) === 47) continue;
    const end = plain.indexOf('</t>', start);
    if (end < 0) break;
    text += plain.slice(start, end);
  }
  return cellText(text);
}

/** Reads items as they come: only the texts are held, never the part's XML. @throws Error when the part breaks off */
export async function readStrings(chunks: AsyncIterable<Uint8Array>, name: string): Promise<string[]> {
  const cells: string[] = [];
  let decoder: TextDecoder | null = null;
  let prefix: string | null = null;
  let rest = '';
  for await (const chunk of chunks) {
    decoder ??= decoderOf(chunk);
    rest += decoder.decode(chunk, { stream: true });
    prefix ??= prefixOf(rest);
    const close = prefix ? `</${prefix}:si>` : '</si>';
    const end = rest.lastIndexOf(close);
    if (end < 0) {
      if (rest.length > LONGEST_PIECE) throw brokenOff(name);
      continue;
    }
    const whole = simplified(rest.slice(0, end + close.length), prefix);
    rest = rest.slice(end + close.length);
    take(whole, cells);
  }
  if (rest !== '' && !/<\/(?:\w+:)?sst>|<(?:\w+:)?sst[^<>]*\/>/.test(rest)) throw brokenOff(name);
  return cells;
}

function brokenOff(name: string): Error {
  return new Error(
    `The texts of "${name}" break off: the file is damaged. Open it in a spreadsheet and save it again.`,
  );
}

function take(xml: string, cells: string[]) {
  let at = xml.indexOf('<si');
  while (at >= 0) {
    const open = xml.indexOf('>', at);
    if (open < 0) return;
    if (xml.charCodeAt(open - 1) === 47) {
      cells.push('');
      at = xml.indexOf('<si', open);
      continue;
    }
    const end = xml.indexOf('</si>', open);
    if (end < 0) return;
    cells.push(textCell(itemText(xml.slice(open + 1, end))));
    at = xml.indexOf('<si', end);
  }
}
