/** What stands behind the rows of a sheet and says something of its cells: which are merged, and where they lead. */
import type { Archive } from '../archive';
import { LONGEST_PIECE } from '../bounds';
import { type Merge, mergesOf } from './rows';
import { partXml, relationsPath } from './workbook';
import { decoderOf, elements, prefixOf, simplified } from './xml';

export interface SheetTail {
  merges: Merge[];
  /** Address that a cell leads to, by the cell's reference, e.g. `B2`. */
  links: Map<string, string>;
}

const BEGINS = /<(?:[\w.-]+:)?(?:mergeCells|hyperlinks)[\s>]/;
/** Text kept of each chunk, so that a name that lies across two is found. */
const OVERLAP = 200;

/** Runs through the part for it; the rows are unpacked, not read. */
export async function tailOf(archive: Archive, path: string): Promise<SheetTail> {
  let decoder: TextDecoder | null = null;
  let prefix: string | null = null;
  let text = '';
  let begun = false;
  for await (const chunk of archive.read(path)) {
    decoder ??= decoderOf(chunk);
    const more = decoder.decode(chunk, { stream: true });
    prefix ??= prefixOf(more);
    if (begun) {
      if (text.length < LONGEST_PIECE) text += more;
      continue;
    }
    const all = text + more;
    const at = all.search(BEGINS);
    begun = at >= 0;
    text = begun ? all.slice(at) : all.slice(-OVERLAP);
  }
  if (!begun) return { merges: [], links: new Map() };
  return { merges: mergesOf(text), links: await linksOf(archive, path, simplified(text, prefix ?? '')) };
}

async function linksOf(archive: Archive, path: string, tail: string): Promise<Map<string, string>> {
  const links = new Map<string, string>();
  const related = relationsPath(path);
  if (!tail.includes('<hyperlink ') || !archive.has(related)) return links;
  const targets = new Map<string, string>();
  for (const { Id, Target } of elements(await partXml(archive, related), 'Relationship'))
    if (Id && Target) targets.set(Id, Target);
  for (const { ref, id } of elements(tail, 'hyperlink')) {
    const target = id && targets.get(id);
    if (ref && target) links.set(ref, target);
  }
  return links;
}
