import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** Root of the checkout. */
export const root = resolve(import.meta.dirname, '../..');

const SKIPPED = new Set(['node_modules', '.git', '.output', '.wxt', '.cache', 'reports', 'coverage']);

/** Every file below a folder of the repository, as a path from the root with `/`. */
export function filesIn(folder = '.', pattern = /./): string[] {
  const path = join(root, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return [];
    const child = join(path, entry.name);
    const name = relative(root, child).split(sep).join('/');
    if (entry.isDirectory()) return filesIn(name, pattern);
    return pattern.test(entry.name) ? [name] : [];
  });
}

export const read = (path: string): string => readFileSync(join(root, path), 'utf8');

export interface Import {
  /** As written. */
  specifier: string;
  /** Erased by the compiler. */
  typeOnly: boolean;
  /** Path from the root for our own files, else null. */
  file: string | null;
  /** Package name for others' files, else null. */
  pkg: string | null;
}

const STATEMENT =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:([\w*{}\s,$]+?)\s+from\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|new\s+URL\(\s*['"](\.[^'"]+)['"]\s*,\s*import\.meta\.url/g;
const GLOB = /import\.meta\.glob(?:<[^(]*>)?\(\s*['"]([^'"]+)['"]/g;

const EXTENSIONS = ['', '.ts', '.tsx', '.js', '/index.ts', '/index.tsx'];

function resolveFile(specifier: string, from: string): string | null {
  const bare = specifier.replace(/\?.*$/, '');
  const base = bare.startsWith('@/')
    ? join(root, bare.slice(2))
    : bare.startsWith('.')
      ? resolve(root, dirname(from), bare)
      : null;
  if (!base) return null;
  const found = EXTENSIONS.map((extension) => base + extension).find(
    (path) => existsSync(path) && /\.\w+$/.test(path),
  );
  return found ? relative(root, found).split(sep).join('/') : null;
}

const packageOf = (specifier: string): string | null =>
  /^[.@]?[./]/.test(specifier)
    ? null
    : specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/');

/** Whether every name of `{ type A, type B }` is a type. */
const onlyTypes = (names: string | undefined): boolean => {
  const inside = names && /^\{([\s\S]*)\}$/.exec(names.trim())?.[1];
  if (!inside) return false;
  const parts = inside.split(',').filter((part) => part.trim() !== '');
  return parts.length > 0 && parts.every((part) => /^\s*type\s/.test(part));
};

/** Imports of a file in the order of the source: static, dynamic, workers and globs. */
export function importsOf(path: string): Import[] {
  const text = read(path);
  const imports: Import[] = [];
  for (const [, type, names, from, dynamic, url] of text.matchAll(STATEMENT)) {
    const specifier = from ?? dynamic ?? url ?? '';
    imports.push({
      specifier,
      typeOnly: type !== undefined || onlyTypes(names),
      file: resolveFile(specifier, path),
      pkg: packageOf(specifier),
    });
  }
  for (const [, pattern] of text.matchAll(GLOB)) {
    const folder = dirname(join(dirname(path), pattern ?? ''));
    for (const file of filesIn(folder, /\.tsx?$/))
      imports.push({ specifier: pattern ?? '', typeOnly: false, file, pkg: null });
  }
  return imports;
}

/**
 * Everything that running a file loads.
 * @returns package or file -> the file that imports it
 */
export function closure(entry: string): Map<string, string> {
  const seen = new Map<string, string>([[entry, entry]]);
  const queue = [entry];
  for (let path = queue.pop(); path; path = queue.pop())
    for (const { file, pkg, typeOnly } of importsOf(path)) {
      const name = file ?? pkg;
      if (typeOnly || !name || seen.has(name)) continue;
      seen.set(name, path);
      if (file && /\.(tsx?|m?js)$/.test(file)) queue.push(file);
    }
  return seen;
}
