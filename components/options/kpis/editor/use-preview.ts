import { useCallback, useEffect, useRef, useState } from 'react';
import type { Page } from '@/lib/background/evidence';
import type { Preview } from '@/lib/background/preview';
import type { KpiDefinition } from '@/lib/kpi/define';
import type { EvidenceView } from '@/lib/messaging/views';
import type { PreviewAnswer, PreviewQuestion } from '../../preview.worker';

/** Answers questions about a draft; `close` ends it. */
export interface Previewer {
  ask(definition: KpiDefinition, partners: readonly string[]): Promise<Preview>;
  /** One page of the rows behind a figure of the draft; `partner` null = the whole programme. */
  rows(definition: KpiDefinition, partner: string | null, page: Page): Promise<EvidenceView>;
  close(): void;
}

type Asked = PreviewQuestion extends infer Q ? (Q extends unknown ? Omit<Q, 'turn'> : never) : never;

function inWorker(): Previewer {
  const worker = new Worker(new URL('../../preview.worker.ts', import.meta.url), {
    type: 'module',
    name: 'preview',
  });
  let turn = 0;
  const waiting = new Map<
    number,
    { resolve: (answer: PreviewAnswer) => void; reject: (error: Error) => void }
  >();
  worker.onmessage = ({ data }: MessageEvent<PreviewAnswer>) => {
    const asked = waiting.get(data.turn);
    waiting.delete(data.turn);
    if ('message' in data) asked?.reject(new Error(data.message));
    else asked?.resolve(data);
  };
  worker.onerror = (event) => {
    for (const { reject } of waiting.values())
      reject(new Error(event.message || 'The preview could not be loaded.'));
    waiting.clear();
  };
  const question = (asked: Asked) =>
    new Promise<PreviewAnswer>((resolve, reject) => {
      const sent = { ...asked, turn: ++turn };
      waiting.set(sent.turn, { resolve, reject });
      worker.postMessage(sent);
    });
  return {
    async ask(definition, partners) {
      const answer = await question({ definition, partners });
      if (!('preview' in answer)) throw new Error('The preview did not answer.');
      return answer.preview;
    },
    async rows(definition, partner, page) {
      const answer = await question({ definition, partner, page });
      if (!('evidence' in answer)) throw new Error('The preview did not answer.');
      return answer.evidence;
    },
    close: () => worker.terminate(),
  };
}

let open: () => Previewer = inWorker;

/** Replaces what measures; for tests. */
export function resetPreview(next: () => Previewer = inWorker): void {
  open = next;
}

export interface PreviewState {
  /** Rows behind a figure of a draft, read where it was measured. */
  rows: Previewer['rows'];
  /** Of the last definition that could be measured. */
  preview: Preview | null;
  error: string | null;
  busy: boolean;
}

/** Pause in typing after which it is measured. */
const PAUSE = 250;

/**
 * Measures a definition soon after it changed; what was asked before is then of no interest.
 * @param definition null while something is wrong with it
 */
export function usePreview(definition: KpiDefinition | null, partners: readonly string[]): PreviewState {
  const [state, setState] = useState<Omit<PreviewState, 'rows'>>({ preview: null, error: null, busy: false });
  const previewer = useRef<Previewer | null>(null);
  useEffect(
    () => () => {
      previewer.current?.close();
      previewer.current = null;
    },
    [],
  );
  const running = useCallback(() => {
    previewer.current ??= open();
    return previewer.current;
  }, []);
  const rows = useCallback<Previewer['rows']>((...asked) => running().rows(...asked), [running]);
  useEffect(() => {
    if (!definition) return;
    let stale = false;
    setState((before) => ({ ...before, busy: true }));
    const timer = setTimeout(() => {
      running()
        .ask(definition, partners)
        .then(
          (preview) => stale || setState({ preview, error: null, busy: false }),
          (error: Error) => stale || setState({ preview: null, error: error.message, busy: false }),
        );
    }, PAUSE);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [definition, partners, running]);
  return { ...state, rows };
}
