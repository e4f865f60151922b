/**
 * Stands in for the framework's content script context, which announces the extension's id to the page in the name
 * of an event, lets the page switch the script off by sending that event, and weighs a kilobyte. See takeover.ts.
 */
export class ContentScriptContext {}
