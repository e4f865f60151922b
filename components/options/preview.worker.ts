/** Measures a KPI while it is made, in a thread of this page: a million rows must not hold up typing. */
import { type Preview, previewKpi } from '@/lib/background/preview';
import type { KpiDefinition } from '@/lib/kpi/define';

export interface PreviewQuestion {
  turn: number;
  definition: KpiDefinition;
  partners: readonly string[];
}
export type PreviewAnswer = { turn: number } & ({ preview: Preview } | { message: string });

const scope = self as unknown as {
  onmessage: (event: MessageEvent<PreviewQuestion>) => void;
  postMessage(answer: PreviewAnswer): void;
};

scope.onmessage = ({ data: { turn, definition, partners } }) => {
  previewKpi(definition, partners).then(
    (preview) => scope.postMessage({ turn, preview }),
    (error: unknown) =>
      scope.postMessage({ turn, message: error instanceof Error ? error.message : String(error) }),
  );
};
