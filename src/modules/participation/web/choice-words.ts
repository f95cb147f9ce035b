import { percentText } from '#ui/quantity.ts';
import type { participationApi } from './api.ts';

export type Choice = Awaited<ReturnType<typeof participationApi.choices.show>>;

export const completionNames = { 'add-one': '逐元加份', none: '留作结余', greedy: '按票数补选' } as const;
export const payerNames = {
  residents: '居民',
  fiscal: '财政',
  utilities: '专营单位',
  social: '社会资本',
} as const;
export const channelNames = { online: '网上', paper: '纸质', door: '入户' } as const;

export const aboutRules = {
  'equal-shares': '预算平均分给每户，赞成者用各自的份额共同支付；少数住户的需要也有份。',
  greedy: '赞成户数最多的先列入，余下的钱不够就跳过；多数住户的需要优先。',
} as const;

export const sharesText = (shares: Choice['items'][number]['shares']): string =>
  Object.entries(shares)
    .map(
      ([payer, share]) => `${payerNames[payer as keyof typeof payerNames]} ${percentText(Number(share), 0)}`,
    )
    .join('，');
