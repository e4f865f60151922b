import type { Reject } from '../rejects';
import { FIRST_ROWS, type Finding, type FindingKind, MOST_VALUES, type QualityReport } from './report';

/** Findings as they are made. */
export class Findings {
  /** @param names of the files in order */
  constructor(
    private readonly files: readonly string[],
    readonly byKey: Map<string, Finding> = new Map(),
  ) {}

  of(kind: FindingKind, column: string | null, rejected = false): Finding {
    const key = `${kind} ${column ?? ''} ${rejected}`;
    let finding = this.byKey.get(key);
    if (!finding) {
      finding = { kind, column, count: 0, rejected, first: [] };
      this.byKey.set(key, finding);
    }
    return finding;
  }

  /** @param file number of the file */
  note(kind: FindingKind, column: string | null, file: number, row: number, value: string, count = 1): void {
    const finding = this.of(kind, column);
    finding.count += count;
    if (finding.first.length < FIRST_ROWS) finding.first.push({ file: this.files[file] ?? '', row, value });
  }

  /** Notes a row that was not kept. */
  reject(kind: FindingKind, column: string | null, { file, row, value }: Reject): Finding {
    const finding = this.of(kind, column, true);
    finding.count++;
    if (finding.first.length < FIRST_ROWS) finding.first.push({ file, row, value });
    return finding;
  }

  /** Counts a value of a finding of which the values matter. */
  value(finding: Finding, value: string): void {
    finding.values ??= [];
    const known = finding.values.find((one) => one.value === value);
    if (known) known.count++;
    else if (finding.values.length < MOST_VALUES) finding.values.push({ value, count: 1 });
  }

  /** @param rows that were looked at */
  report(rows: number): QualityReport {
    const findings = [...this.byKey.values()];
    for (const { values } of findings) values?.sort((a, b) => b.count - a.count);
    findings.sort((a, b) => Number(b.rejected) - Number(a.rejected) || b.count - a.count);
    return { rows, findings };
  }
}
