import { useCallback } from 'react';
import type { KpiDefinition } from '@/lib/kpi/define';
import { Dialog } from '../../../ui/Dialog';
import { EvidenceView } from '../../../ui/EvidenceView';
import type { LoadEvidence } from '../../../ui/evidence-csv';
import type { Previewer } from './use-preview';

/** A figure of the preview: whose it is, and the draft as it was when it was opened. */
export interface OpenFigure {
  definition: KpiDefinition;
  /** null = the whole programme. */
  partner: { id: string; name: string } | null;
}

/** The rows behind a figure of a KPI that is not saved yet. */
export function PreviewRows({
  figure,
  rows,
  onClose,
}: {
  figure: OpenFigure | null;
  rows: Previewer['rows'];
  onClose: () => void;
}) {
  const whose = figure?.partner?.name ?? 'the whole programme';
  return (
    <Dialog open={figure !== null} title={`Preview of ${whose}`} onClose={onClose}>
      {figure && <Rows figure={figure} rows={rows} onClose={onClose} />}
    </Dialog>
  );
}

function Rows({
  figure: { definition, partner },
  rows,
  onClose,
}: {
  figure: OpenFigure;
  rows: Previewer['rows'];
  onClose: () => void;
}) {
  const id = partner?.id ?? null;
  const load = useCallback<LoadEvidence>(
    (part, offset, limit, month) => rows(definition, id, { part, offset, limit, month }),
    [rows, definition, id],
  );
  return (
    <EvidenceView
      load={load}
      title={definition.name || 'A KPI without a name'}
      backTo="the draft"
      onBack={onClose}
    />
  );
}
