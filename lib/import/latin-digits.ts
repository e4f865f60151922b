/** Digits and signs of other scripts as ASCII has them: full width, Arabic and Persian; their thousands as apostrophes. */
export function latinDigits(text: string): string {
  return text.replace(/[\uff05\uff08-\uff1a\u0660-\u066c\u06f0-\u06f9]/g, (char) => {
    const code = char.charCodeAt(0);
    if (code >= 0xff00) return String.fromCharCode(code - 0xfee0);
    if (code === 0x66a) return '%';
    if (code === 0x66b) return ',';
    if (code === 0x66c) return "'";
    return String(code - (code >= 0x6f0 ? 0x6f0 : 0x660));
  });
}
