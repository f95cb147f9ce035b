import type { participationApi } from './api.ts';

export type Attention = Awaited<ReturnType<typeof participationApi.overview.attention>>['items'][number];

/** What is due and the page where it is dealt with. */
export const attentionWords: Readonly<
  Record<Attention['kind'], { name: string; path: (id: string) => string }>
> = {
  survey: { name: '意愿征询到期', path: (id) => `/participation/wishes/${id}` },
  choice: { name: '内容选择到期', path: (id) => `/participation/choices/${id}` },
  voteRoll: { name: '表决名册异议期满', path: (id) => `/participation/votes/${id}` },
  voteOpens: { name: '表决开始', path: (id) => `/participation/votes/${id}` },
  voteCloses: { name: '表决截止', path: (id) => `/participation/votes/${id}` },
  voteResult: { name: '表决结果应公示', path: (id) => `/participation/votes/${id}` },
  objection: { name: '异议应答复', path: (id) => `/participation/objections/${id}` },
  finding: { name: '监督意见应答复', path: () => '/participation/findings' },
  visit: { name: '开放日、现场查看', path: (id) => `/participation/visits/${id}` },
  body: { name: '议事组织任期届满', path: (id) => `/participation/bodies/${id}` },
};
