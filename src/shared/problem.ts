/**
 * Refusals. Every module declares a catalogue in its `problems.ts`: a stable code, the HTTP status and the
 * Chinese sentence. The sentence is a required field, so a code without one does not compile; a code is
 * never reused for another meaning.
 */
export type ProblemEntry = {
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 423 | 429 | 503;
  /** Chinese sentence shown to the user; `{name}` is replaced by the value of that name. */
  readonly zh: string;
};
export type ProblemCatalogue = Readonly<Record<string, ProblemEntry>>;

/** Keeps the literal codes of a catalogue, so that an unknown code does not compile. */
export function defineProblems<const T extends ProblemCatalogue>(catalogue: T): T {
  return catalogue;
}

export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  /** Where in the input the fault lies (field path, cell address), if it lies somewhere. */
  readonly at: string | undefined;
  readonly details: unknown;
  constructor(
    code: string,
    entry: ProblemEntry,
    sentence: string,
    more: { at?: string; details?: unknown } = {},
  ) {
    super(sentence);
    this.name = 'Problem';
    this.code = code;
    this.status = entry.status;
    this.at = more.at;
    this.details = more.details;
  }
}

/**
 * Makes the refusal `code` of a catalogue; throw what it returns.
 * @param values fill the `{name}` places of the sentence
 */
export function problem<T extends ProblemCatalogue>(
  catalogue: T,
  code: keyof T & string,
  values: Readonly<Record<string, string | number>> = {},
  more: { at?: string; details?: unknown } = {},
): Problem {
  const entry = catalogue[code];
  if (!entry) throw new Error(`problem ${code} is not in its catalogue`);
  const sentence = entry.zh.replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in values ? String(values[name]) : whole,
  );
  return new Problem(code, entry, sentence, more);
}
