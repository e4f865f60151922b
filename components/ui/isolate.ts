/**
 * A name inside a text where no element can stand, such as an option: its own letters decide in which direction it is
 * written, and a count or a bracket beside it stays where it is (FSI and PDI, U+2068 and U+2069).
 */
export function isolate(name: string): string {
  return `\u2068${name}\u2069`;
}
