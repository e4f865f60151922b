/** Path of a route of the options page, as its hash has it: ids may hold any character, a slash too. */
export const optionsPath = (page: string, ...path: string[]): string =>
  `/${[page, ...path].map(encodeURIComponent).join('/')}`;
