/** Japanese with all words that are known: a page gets only those that reading it needs. */
import { PARTS, translator } from '../japanese';

/** What asks for a value or says that there is none, and what is done with a record. */
const MORE: readonly [string, string][] = [
  ['選択してください', 'please select'],
  ['未設定', 'not set'],
  ['未選択', 'not set'],
  ['未登録', 'not set'],
  ['未入力', 'not set'],
  ['未定', 'not set'],
  ['レコード', 'record'],
  ['表示', 'view'],
  ['検索', 'search'],
  ['追加', 'add'],
  ['管理', 'index'],
];

export const japanese = translator([...MORE, ...PARTS]);
