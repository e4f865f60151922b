/** Reads what the directory shows of every scorecard, in a thread of its own. */
import { listCards } from './partners/list-cards';
import { answerOnce } from './parts/ask-once';

answerOnce(listCards);
