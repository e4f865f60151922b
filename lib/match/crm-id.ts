/** Spellings under which one CRM record id may have been stored. */

const CHECK = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/**
 * The 18-character form of a 15-character Salesforce id: each group of five gets a character whose bits say which
 * of its letters are upper case, so that the id survives systems that ignore case.
 */
export function salesforceId18(id15: string): string {
  let suffix = '';
  for (let group = 0; group < 3; group++) {
    let bits = 0;
    for (let i = 0; i < 5; i++) if (/[A-Z]/.test(id15[group * 5 + i]!)) bits |= 1 << i;
    suffix += CHECK[bits];
  }
  return id15 + suffix;
}

/**
 * @param crm adapter id
 * @param id as the page shows it
 * @returns `qualified` keys (`<crm>:<id>`), which name one record in the world, and `bare` ones, most exact first
 */
export function crmIdKeys(crm: string, id: string): { qualified: string[]; bare: string[] } {
  const forms = [id];
  if (crm === 'salesforce' && /^[A-Za-z\d]{15}(?:[A-Z0-5]{3})?$/.test(id)) {
    forms.push(id.length === 15 ? salesforceId18(id) : id.slice(0, 15));
  }
  const guid = /^\{?([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\}?$/i.exec(id);
  if (guid) forms.push(guid[1]!.toLowerCase(), guid[1]!.toUpperCase());
  const bare = [...new Set(forms)];
  return { qualified: bare.map((form) => `${crm}:${form}`), bare };
}
