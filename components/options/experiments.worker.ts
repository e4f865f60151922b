/** Computes cohorts and experiments in a thread of this page, with the facts in its memory. */
import {
  answerExperiment,
  type ExperimentAnswer,
  type ExperimentKind,
  type ExperimentQuestion,
} from '@/lib/background/experiments';

export interface AskedExperiment {
  turn: number;
  question: ExperimentQuestion;
}
export type AnsweredExperiment = { turn: number } & (
  | { answer: ExperimentAnswer<ExperimentKind> }
  | { message: string }
);

const scope = self as unknown as {
  onmessage: (event: MessageEvent<AskedExperiment>) => void;
  postMessage(answer: AnsweredExperiment): void;
};

scope.onmessage = ({ data: { turn, question } }) => {
  answerExperiment(question).then(
    (answer) => scope.postMessage({ turn, answer }),
    (error: unknown) =>
      scope.postMessage({ turn, message: error instanceof Error ? error.message : String(error) }),
  );
};
