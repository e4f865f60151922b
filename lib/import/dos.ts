/** Code page 850 of DOS, which no browser decodes; its letters of western Europe lie where those of 437 do. */

/** Bytes 128 to 255, as https://www.unicode.org/Public/MAPPINGS/VENDORS/MICSFT/PC/CP850.TXT has them. */
const UPPER =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤' +
  'ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';

export const DOS = 'ibm850';

interface Decoder {
  decode(bytes: Uint8Array, options?: { stream?: boolean }): string;
}

const dos: Decoder = {
  decode: (bytes) =>
    Array.from(bytes, (byte) => (byte < 128 ? String.fromCharCode(byte) : UPPER[byte - 128]!)).join(''),
};

/** Decoder of an encoding by its name, those of DOS too. */
export const decoderOf = (encoding: string): Decoder => (encoding === DOS ? dos : new TextDecoder(encoding));
