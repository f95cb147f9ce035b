import {
  MutationCache,
  QueryClient,
  QueryClientProvider,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { App } from 'antd';
import type { ReactNode } from 'react';
import { problemOf, sentenceOf } from './problem-error.ts';

function retry(times: number, error: unknown): boolean {
  const { status } = problemOf(error);
  const passing = status === 0 || status >= 500;
  return passing && times < 2;
}

const client = new QueryClient({
  mutationCache: new MutationCache(),
  defaultOptions: {
    queries: { retry, staleTime: 10_000, refetchOnWindowFocus: false },
    mutations: { retry: false },
  },
});

/** Gives the tree below one query cache; refusals (4xx) are never retried. */
export function Queries({ children }: { readonly children: ReactNode }) {
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}

/** What an act needs besides the call: the sentence on success and the query keys it makes stale. */
export type ActOptions<Input, Output> = {
  readonly run: (input: Input) => Promise<Output>;
  readonly done?: string | ((output: Output) => string);
  readonly stale?: readonly (readonly unknown[])[];
  readonly after?: (output: Output, input: Input) => void;
  /** True where the form shows the refusal itself, so that it is not said twice. */
  readonly quiet?: boolean;
};

/**
 * A write with its good manners: says what was done, shows a refusal as a sentence, refreshes what it made
 * stale. `mutate(input)` never throws, `mutateAsync(input)` does.
 */
export function useAct<Input = void, Output = unknown>(options: ActOptions<Input, Output>) {
  const { message } = App.useApp();
  const queries = useQueryClient();
  return useMutation<Output, Error, Input>({
    mutationFn: options.run,
    onSuccess: async (output, input) => {
      const { done } = options;
      if (done) void message.success(typeof done === 'string' ? done : done(output));
      options.after?.(output, input);
      await Promise.all((options.stale ?? []).map((queryKey) => queries.invalidateQueries({ queryKey })));
    },
    onError: (error) => {
      if (!options.quiet) void message.error(sentenceOf(error), 6);
    },
  });
}
