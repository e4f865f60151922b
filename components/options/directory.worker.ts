/** Reads, orders and folds the directory in a thread of its own: ten thousand names would hold up the page. */
import { listDirectory } from './partners/list-directory';
import { answerOnce } from './parts/ask-once';

answerOnce(listDirectory);
