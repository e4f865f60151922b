import { defineBackground } from 'wxt/utils/define-background';
import { startBackground } from '@/lib/background/start';

// Every listener is registered in the first turn: the event that woke the worker is not repeated.
export default defineBackground({ type: 'module', main: startBackground });
