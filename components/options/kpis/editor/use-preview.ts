import { useEffect, useRef, useState } from 'react';
import type { Preview } from '@/lib/background/preview';
import type { KpiDefinition } from '@/lib/kpi/define';
import type { PreviewAnswer, PreviewQuestion } from '../../preview.worker';

/** Answers one question after the other; `close` ends it. */
export interface Previewer {
  ask(definition: KpiDefinition, partners: readonly string[]): Promise<Preview>;
  close(): void;
}

function inWorker(): Previewer {
  const worker = new Worker(new URL('../../preview.worker.ts', import.meta.url), {
    type: 'module',
    name: 'preview',
  });
  let turn = 0;
  return {
    ask: (definition, partners) =>
      new Promise((resolve, reject) => {
        const question: PreviewQuestion = { turn: ++turn, definition, partners };
        worker.onmessage = ({ data }: MessageEvent<PreviewAnswer>) => {
          if (data.turn !== question.turn) return;
          if ('preview' in data) resolve(data.preview);
          else reject(new Error(data.message));
        };
        worker.onerror = (event) => reject(new Error(event.message || 'The preview could not be loaded.'));
        worker.postMessage(question);
      }),
    close: () => worker.terminate(),
  };
}

let open: () => Previewer = inWorker;

/** Replaces what measures; for tests. */
export function resetPreview(next: () => Previewer = inWorker): void {
  open = next;
}

export interface PreviewState {
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
  const [state, setState] = useState<PreviewState>({ preview: null, error: null, busy: false });
  const previewer = useRef<Previewer | null>(null);
  useEffect(
    () => () => {
      previewer.current?.close();
      previewer.current = null;
    },
    [],
  );
  useEffect(() => {
    if (!definition) return;
    let stale = false;
    setState((before) => ({ ...before, busy: true }));
    const timer = setTimeout(() => {
      previewer.current ??= open();
      previewer.current.ask(definition, partners).then(
        (preview) => stale || setState({ preview, error: null, busy: false }),
        (error: Error) => stale || setState({ preview: null, error: error.message, busy: false }),
      );
    }, PAUSE);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [definition, partners]);
  return state;
}
