/** What pages and the teaching script are told of lessons. */
import type { Draft, Lesson, Weakness } from '../crm/taught/lesson';

/** A lesson with what the last visit found of it. */
export interface LessonView {
  lesson: Lesson;
  /** `new`: no record was opened since it was saved. */
  state: 'new' | 'ok' | 'degraded' | 'lost';
  weak: Weakness[];
  /** ISO time of that visit. */
  checked: string | null;
}

/** Where teaching in a tab is. */
export interface TeachState {
  /** Set once the first record was taught. */
  draft: Draft | null;
  /** The lesson that is to be repaired. */
  repair: Lesson | null;
}
