/** How one exported file looks: the sample files differ as the exports of different systems do. */
export interface FileFormat {
  file: string;
  /** Fact table id, or `partners` for the directory. */
  table: string;
  /** Column id -> header, in the order of the file. */
  headers: Readonly<Record<string, string>>;
  delimiter?: ',' | ';' | '\t';
  encoding?: 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'windows-1252';
  day?: (day: number) => string;
  decimal?: '.' | ',';
  flag?: readonly [no: string, yes: string];
}
