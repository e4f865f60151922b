import { describe, expect, it } from 'vitest';
import { bytesSource, detectEncoding, utf8Blocks } from '@/lib/import/decode';
import { decoderOf } from '@/lib/import/dos';

/** Bytes of each letter, by asking the decoder for those of all bytes and pairs of bytes. */
function encoder(encoding: string): (text: string) => Uint8Array {
  const decoder = decoderOf(encoding);
  const bytes = new Map<string, number[]>();
  const note = (...one: number[]) => {
    const text = decoder.decode(Uint8Array.from(one));
    if ([...text].length === 1 && text !== '\ufffd' && !bytes.has(text)) bytes.set(text, one);
  };
  for (let first = 0; first < 256; first++) note(first);
  for (let first = 0x81; first < 0xff; first++)
    for (let second = 0x40; second < 0xff; second++) note(first, second);
  return (text) => Uint8Array.from([...text].flatMap((letter) => bytes.get(letter)!));
}

const POLISH_AND_CZECH = [
  'Zażółć Gęślą',
  'Łódź Śląska',
  'Příliš žluťoučký kůň',
  'Árvíztűrő tükörfúrógép',
  'Kraków',
];
const RUSSIAN = ['Северный ветер', 'Ромашка', 'Нордвинд и сыновья', 'ООО Восток'];
const WESTERN = ['Müller & Söhne', 'Café Zürich', 'Señor Núñez', 'Straße', 'São Paulo', 'Ångström'];

const NAMES: [string, readonly string[]][] = [
  ['windows-1252', [...WESTERN, 'Œuvre – “x”', '12 €']],
  ['windows-1252', ['Müller']],
  ['windows-1252', ['12 €', 'it’s']],
  ['windows-1250', POLISH_AND_CZECH],
  ['windows-1250', ['Łukasz Wójcik']],
  ['windows-1251', RUSSIAN],
  ['windows-1253', ['Βόρειος Άνεμος', 'Ελλάδα', 'Αθήνα Λογισμικό']],
  ['windows-1254', ['Şişli Ticaret', 'Gülşen Yazılım', 'İstanbul Çözüm', 'Ağaç Işık']],
  ['koi8-r', RUSSIAN],
  ['iso-8859-2', POLISH_AND_CZECH],
  ['ibm866', RUSSIAN],
  ['macintosh', ['Müller & Söhne', 'Café Zürich', 'Señor Núñez']],
  ['ibm850', ['Müller & Söhne', 'Café Zürich', 'Señor Núñez', 'Straße']],
  ['ibm850', ['São Paulo', 'Ærø Bryghus', 'Île-de-France']],
  ['ibm850', ['Müller']],
  ['windows-1255', ['שותף צפון', 'דרום', 'מחשבים']],
  ['windows-1256', ['شريك الشمال', 'الجنوب', 'البرمجيات']],
  ['windows-874', ['บริษัท เหนือ', 'ใต้ จำกัด', 'กรุงเทพ']],
  ['windows-1251', ['ромашка', 'северный ветер']],
  ['shift_jis', ['株式会社ノルド', '東京パートナー', '日本電気', 'ソフトウェア']],
  ['euc-jp', ['株式会社ノルド', '東京パートナー', '日本電気', 'ソフトウェア']],
  ['gb18030', ['北京合作伙伴有限公司', '上海软件', '深圳科技', '广州贸易']],
  ['big5', ['台北合作夥伴', '高雄軟體', '臺中科技']],
  ['euc-kr', ['서울 파트너', '부산 소프트웨어', '대전 기술']],
];

async function read(bytes: Uint8Array) {
  const source = bytesSource('deals.csv', bytes);
  const { encoding, evidence } = await detectEncoding(source);
  let text = '';
  const decoder = new TextDecoder();
  for await (const block of utf8Blocks(source, encoding))
    text += decoder.decode(block.bytes, { stream: true });
  return { encoding, evidence, text };
}

describe('text that is no Unicode', () => {
  it.each(NAMES)('in %s is told by its words: %s', async (encoding, names) => {
    const text = `Deal ID;Partner;Stage;Amount\r\n${names.map((name, i) => `D${i};${name};Won;1,50\r\n`).join('')}`;
    const result = await read(encoder(encoding)(text));
    expect(result.text).toBe(text);
    expect(result.encoding).toBe(encoding);
    expect(result.evidence).toContain('not valid UTF-8');
  });

  it('stays UTF-8 where only a few bytes are spoilt, and says how many', async () => {
    const text = new TextEncoder().encode(`Partner\n${'Müller & Söhne\n'.repeat(20)}`);
    const bytes = Uint8Array.from([...text, 0x4d, 0xfc, 0x6c, 0x0a]);
    const result = await read(bytes);
    expect(result.encoding).toBe('utf-8');
    expect(result.evidence).toContain('1 place');
    expect(result.text.match(/Müller & Söhne/g)).toHaveLength(20);
  });
});
