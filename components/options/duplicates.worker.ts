/** Looks for partners that may be one, in a thread of its own: with ten thousand a page would stand still. */
import { findDuplicates } from './partners/find-duplicates';
import { answerOnce } from './parts/ask-once';

answerOnce(findDuplicates);
