/** Measures a KPI while it is made, in a thread of this page: a million rows must not hold up typing. */
import { draftEvidence } from '@/lib/background/draft-evidence';
import type { Page } from '@/lib/background/evidence';
import { type Preview, previewKpi } from '@/lib/background/preview';
import type { KpiDefinition } from '@/lib/kpi/define';
import type { EvidenceView } from '@/lib/messaging/views';

/** What the draft measures of some partners, or one page of the rows behind one of these figures. */
export type PreviewQuestion = { turn: number; definition: KpiDefinition } & (
  | { partners: readonly string[] }
  | {
      /** null = the whole programme. */
      partner: string | null;
      page: Page;
    }
);
export type PreviewAnswer = { turn: number } & (
  | { preview: Preview }
  | { evidence: EvidenceView }
  | { message: string }
);

const scope = self as unknown as {
  onmessage: (event: MessageEvent<PreviewQuestion>) => void;
  postMessage(answer: PreviewAnswer): void;
};

async function answer(question: PreviewQuestion) {
  const { definition } = question;
  return 'partners' in question
    ? { preview: await previewKpi(definition, question.partners) }
    : { evidence: await draftEvidence(definition, question.partner, question.page) };
}

scope.onmessage = ({ data }) => {
  const { turn } = data;
  answer(data).then(
    (found) => scope.postMessage({ turn, ...found }),
    (error: unknown) =>
      scope.postMessage({ turn, message: error instanceof Error ? error.message : String(error) }),
  );
};
