/** Japanese with all words that are known: a page gets only those that reading it needs. */
import { PARTS, translator, WHOLE } from '../japanese';

/** What asks for a value or says that there is none, what is done with a record, and what is said of one. */
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
  ['見込客', 'lead'],
  ['販売店', 'reseller'],
  ['種別', 'type'],
  ['役割', 'role'],
  ['ランク', 'tier'],
  ['理由', 'reason'],
  ['状況', 'status'],
  ['状態', 'status'],
  ['完了', 'closing'],
  ['受注', 'closing'],
  ['件名', 'subject'],
  ['タイトル', 'title'],
  ['選択', 'select'],
];

const MORE_WHOLE = {
  得意先: 'customer',
  企業: 'company',
  国: 'country',
  登録: 'information',
  はい: 'yes',
  いいえ: 'no',
  なし: 'none',
};

export const japanese = translator([...MORE, ...PARTS], { ...WHOLE, ...MORE_WHOLE });
