/** One number of a bench that is told apart from the machine: a ratio, a gap, a share. */
export type Figure = {
  readonly title: string;
  readonly value: number;
  readonly goal?: { readonly atMost: number } | { readonly atLeast: number };
};

export type Bench = {
  readonly name: string;
  readonly run: (options: Readonly<Record<string, never>>) => Promise<object>;
};

/** Figures a bench names itself; else its bare `ratio`. */
export function figuresOf(result: object): readonly Figure[] {
  if ('figures' in result && Array.isArray(result.figures)) return result.figures as Figure[];
  if ('ratio' in result && typeof result.ratio === 'number') return [{ title: 'ratio', value: result.ratio }];
  return [];
}

export const missed = ({ value, goal }: Figure): boolean =>
  goal !== undefined && !('atMost' in goal ? value <= goal.atMost : value >= goal.atLeast);
