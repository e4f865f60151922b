import { useMemo, useState } from 'react';
import { wholePercent } from '@/lib/kpi/format';
import { pageReport, redacted } from '@/lib/messaging/page-report';
import type { PopupStatus } from '@/lib/messaging/views';
import { Button } from '../ui/Button';
import { copyText } from '../ui/clipboard';
import { ExportButton } from '../ui/ExportButton';
import styles from './PageSeen.module.css';
import { pageDocument } from './page-document';

const STATE_WORDS = {
  record: 'a record',
  'no-record': 'no record',
  unrecognised: 'not recognised any more',
  pending: 'still loading',
  'not-read': 'not read',
} as const;

/** Everything that is read off the page, on demand, and a copy of it for a bug report without any of its values. */
export function PageSeen({ status }: { status: PopupStatus }) {
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.seen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>What Partner Lens sees here</summary>
      {open && <Report status={status} />}
    </details>
  );
}

function Report({ status }: { status: PopupStatus }) {
  const report = useMemo(() => pageReport(status), [status]);
  const [said, setSaid] = useState('');
  const copy = () =>
    copyText(JSON.stringify(redacted(report), null, 2)).then(
      () => setSaid('Copied. Values are replaced by their kind and length, the site by a stand-in.'),
      (cause) => setSaid(cause instanceof Error ? cause.message : String(cause)),
    );
  const { record, partner, account, fields, missing } = report;
  const lines: [string, string | null][] = [
    ['page', [STATE_WORDS[report.state], report.why].filter(Boolean).join(': ')],
    ['read as', [report.crm, report.kind].filter(Boolean).join(', ') || null],
    ['sure', report.confidence === null ? null : wholePercent(report.confidence)],
    ['name', record?.name ?? null],
    ['id', record?.id ?? null],
    ['stage', record?.stage ?? null],
    ['amount', record?.amount ?? null],
    ['owner', record?.owner ?? null],
    ['partner', partner && `${partner.name ?? partner.id ?? ''} (${partner.field || partner.basis})`],
    ['account', account?.name ?? null],
    ['missing', missing.map(({ label }) => label).join(', ') || null],
  ];
  return (
    <>
      <dl className={styles.lines}>
        {lines.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value ?? <span className={styles.soft}>none</span>}</dd>
          </div>
        ))}
      </dl>
      {fields.length > 0 && (
        <table className={styles.fields} aria-label="Fields on the page">
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Value</th>
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <tr key={field.key}>
                <th scope="row">
                  {field.label}
                  {field.required && <span className={styles.soft}> (required)</span>}
                </th>
                <td>{field.value || <span className={styles.soft}>{field.state}</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className={styles.tools}>
        <Button size="s" icon="copy" onClick={() => void copy()}>
          Copy for a bug report
        </Button>
        <ExportButton
          size="s"
          what="what is seen here"
          content={() => pageDocument(report.site, lines, fields)}
        />
      </div>
      <p role="status" className={styles.soft}>
        {said}
      </p>
      {record && <p className={styles.soft}>Something wrong? Teach this site shows it what is what.</p>}
    </>
  );
}
