import { useQuery } from '@tanstack/react-query';
import { Answer } from '#ui/states.tsx';
import type { schemeApi } from './api.ts';
import { schemeQueries } from './api.ts';
import { Investment } from './changes-investment.tsx';
import { Variances } from './changes-variances.tsx';
import { Variations } from './changes-variations.tsx';
import type { Scheme } from './schemes-words.tsx';

export type Changes = Awaited<ReturnType<typeof schemeApi.changes.show>>;

/** Relaxed indicators, changes after approval, and the two rules on investment. */
export function ChangesTab({ scheme }: { readonly scheme: Scheme }) {
  const query = useQuery(schemeQueries.changes.show.queryOptions({ input: { id: scheme.id } }));
  return (
    <Answer of={query}>
      {(changes) => (
        <>
          <Investment scheme={scheme} investment={changes.investment} />
          <Variations scheme={scheme} changes={changes} />
          <Variances scheme={scheme} changes={changes} />
        </>
      )}
    </Answer>
  );
}
