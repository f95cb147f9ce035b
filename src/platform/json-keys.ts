/** Where in nested JSON the scan stands: the keys an object has had, or the place in an array. */
type Level = { readonly keys: Set<string> | null; key: string; index: number };

const token = /[\s:]*("[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],]|[^\s{}[\],:"]+)/gy;

const pathOf = (levels: readonly Level[]): string =>
  levels.reduce((text, { keys, key, index }) => {
    if (!keys) return `${text}[${index}]`;
    return text ? `${text}.${key}` : key;
  }, '');

/**
 * The path of the first key an object has twice (`votes[3].choice`), or null: JSON.parse keeps the last in silence, so
 * two people could read one file differently.
 * @param text what JSON.parse has taken
 */
export function repeatedKey(text: string): string | null {
  const levels: Level[] = [];
  let keyNext = false;
  for (const [, part = ''] of text.matchAll(token)) {
    const top = levels.at(-1);
    if (part === '{' || part === '[')
      levels.push({ keys: part === '{' ? new Set() : null, key: '', index: 0 });
    else if (part === '}' || part === ']') levels.pop();
    else if (part === ',' && top) top.index += 1;
    else if (keyNext && top?.keys) {
      top.key = JSON.parse(part) as string;
      if (top.keys.has(top.key)) return pathOf(levels);
      top.keys.add(top.key);
    }
    keyNext = part === '{' || (part === ',' && Boolean(top?.keys));
  }
  return null;
}
