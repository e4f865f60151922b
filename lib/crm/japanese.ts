/**
 * Words of Japanese labels and headings in English, so that the rules for English read them too. A page gets them in a
 * script of their own, once it has shown such letters: see `english`.
 */

/** What is written without a blank between it and its neighbours; a longer word stands before one that it begins with. */
export const PARTS: readonly [string, string][] = [
  ['取引先責任者', 'contact'],
  ['パートナー', 'partner'],
  ['販売代理店', 'reseller'],
  ['代理店', 'reseller'],
  ['販売店', 'reseller'],
  ['紹介元', 'referrer'],
  ['見込み客', 'lead'],
  ['見込客', 'lead'],
  ['リード', 'lead'],
  ['案件', 'deal'],
  ['商談', 'deal'],
  ['連絡先', 'contact'],
  ['担当者', 'owner'],
  ['担当', 'owner'],
  ['所有者', 'owner'],
  ['種別', 'type'],
  ['役割', 'role'],
  ['ランク', 'tier'],
  ['理由', 'reason'],
  ['フェーズ', 'stage'],
  ['ステージ', 'stage'],
  ['ステータス', 'status'],
  ['状況', 'status'],
  ['状態', 'status'],
  ['金額', 'amount'],
  ['クローズ', 'closing'],
  ['完了', 'closing'],
  ['受注', 'closing'],
  ['件名', 'subject'],
  ['タイトル', 'title'],
  ['新規', 'new'],
  ['作成', 'create'],
  ['編集', 'edit'],
  ['選択', 'select'],
  ['詳細', 'details'],
  ['情報', 'information'],
  ['設定', 'setting'],
  ['一覧', 'list'],
];

/** What only means this where it stands alone, as a whole word or before 名, "name of". */
const WHOLE: Readonly<Record<string, string>> = {
  顧客: 'customer',
  得意先: 'customer',
  取引先: 'account',
  会社: 'company',
  企業: 'company',
  国: 'country',
  登録: 'information',
  はい: 'yes',
  いいえ: 'no',
  なし: 'none',
};

/**
 * @param parts words to know wherever they stand
 * @returns what puts folded text into English; what is not known stays as it is
 */
export function translator(parts: readonly [string, string][]): (text: string) => string {
  const named = new Map(parts);
  const part = new RegExp(parts.map(([word]) => word).join('|'), 'g');
  return (text) =>
    text
      .replace(part, (word) => ` ${named.get(word)} `)
      .replace(/(?<=.)名(?= |$)/g, ' name')
      .split(' ')
      .filter(Boolean)
      .map((word) => WHOLE[word] ?? word)
      .join(' ');
}

/** With the words that a page needs. */
export const japanese = translator(PARTS);
