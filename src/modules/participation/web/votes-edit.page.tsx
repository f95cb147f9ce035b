import { useQuery, useQueryClient } from '@tanstack/react-query';
import { SubmitForm } from '#ui/form.tsx';
import { useGo, usePathParams } from '#ui/navigation.tsx';
import { Page } from '#ui/page.tsx';
import { Answer } from '#ui/states.tsx';
import { participationApi, participationQueries } from './api.ts';
import { bodyOf, VoteFields, type VoteValues } from './votes-form.tsx';
import type { Vote } from './votes-words.tsx';

/** An instant as `datetime-local` takes it, in China's time. */
const local = (instant: string | null): string | undefined =>
  instant ? new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16) : undefined;

const valuesOf = (vote: Vote): Partial<VoteValues> => {
  const [opens, closes] = [local(vote.opensAt), local(vote.closesAt)];
  return {
    title: vote.title,
    ...{ convener: vote.convener, convenerName: vote.convenerName, how: vote.how },
    matters: vote.paper.map(({ title, kind, text }) => ({ title, kind, text })),
    ...{ unreturned: vote.rules.unreturned, follow: vote.rules.follow },
    ...(vote.rules.ownRules
      ? { ownText: vote.rules.ownRules.text, ownFile: vote.rules.ownRules.fileId }
      : {}),
    ...(opens ? { opens } : {}),
    ...(closes ? { closes } : {}),
  };
};

/** 修改表决: until it is announced. */
export default function EditVotePage() {
  const go = useGo();
  const queries = useQueryClient();
  const { id = '' } = usePathParams();
  const query = useQuery(participationQueries.votes.show.queryOptions({ input: { id } }));
  const back = `/participation/votes/${id}`;
  return (
    <Page
      trail={[
        { title: '依法表决', path: '/participation/votes' },
        { title: query.data?.title ?? '表决', path: back },
      ]}
    >
      <Answer of={query}>
        {(vote) => (
          <SubmitForm<VoteValues>
            initial={valuesOf(vote)}
            submitText="保存"
            onCancel={() => go(back)}
            onSubmit={async (values) => {
              const { version, subject } = vote;
              await participationApi.votes.edit({ id, version, subject, ...bodyOf(values) });
              // the page gone back to must show, and act on, what was saved
              await queries.invalidateQueries({ queryKey: participationQueries.votes.key() });
              go(back);
            }}
          >
            <VoteFields estateId={vote.estateId} />
          </SubmitForm>
        )}
      </Answer>
    </Page>
  );
}
