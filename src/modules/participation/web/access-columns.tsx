import { Button, Tag } from 'antd';
import { instantText, numberText } from '#ui/quantity.ts';
import type { Column } from '#ui/table.tsx';
import { type CardState, cardStateColours, cardStateNames } from './access-words.ts';
import type { participationApi } from './api.ts';

type Api = (typeof participationApi)['access']['cards'];
/** A part with its latest card. */
export type Card = Awaited<ReturnType<Api['list']>>['items'][number];
/** How many parts of a building stand where. */
export type Counts = Awaited<ReturnType<Api['summary']>>['buildings'][number];

/** Columns of the buildings; `issue` makes cards for one of them. */
export const buildingColumns = (
  issue: ((building: string) => void) | undefined,
): readonly Column<Counts>[] => [
  { key: 'building', title: '楼栋', render: (one) => one.building },
  { key: 'parts', title: '套数', align: 'end', render: (one) => numberText(one.parts) },
  ...(Object.keys(cardStateNames) as CardState[]).map(
    (state): Column<Counts> => ({
      key: state,
      title: cardStateNames[state],
      align: 'end',
      render: (one) => numberText(one.states[state]),
    }),
  ),
  ...(issue
    ? [
        {
          key: 'issue',
          title: '操作',
          render: (one: Counts) => (
            <Button size="small" onClick={() => issue(one.building)} aria-label={`${one.building}制卡`}>
              制卡
            </Button>
          ),
        },
      ]
    : []),
];

/** Columns of the parts; `revoke` ends a card. */
export const cardColumns = (revoke: ((row: Card) => void) | undefined): readonly Column<Card>[] => [
  { key: 'place', title: '房屋', render: (one) => one.place },
  {
    key: 'state',
    title: '状态',
    render: (one) => <Tag color={cardStateColours[one.state]}>{cardStateNames[one.state]}</Tag>,
  },
  { key: 'owners', title: '业主', render: (one) => one.owners.join('、') || '—' },
  {
    key: 'number',
    title: '第几张',
    align: 'end',
    render: (one) => (one.number ? numberText(one.number) : '—'),
  },
  { key: 'issuedAt', title: '制卡时间', render: (one) => instantText(one.issuedAt) },
  { key: 'issuedBy', title: '制卡人', optional: true, render: (one) => one.issuedBy ?? '—' },
  { key: 'expiresAt', title: '有效期至', render: (one) => instantText(one.expiresAt) },
  { key: 'redeemedAt', title: '使用时间', render: (one) => instantText(one.redeemedAt) },
  { key: 'reason', title: '作废原因', optional: true, render: (one) => one.revokeReason ?? '—' },
  ...(revoke
    ? [
        {
          key: 'act',
          title: '操作',
          render: (one: Card) =>
            one.cardId && (one.state === 'unused' || one.state === 'redeemed') ? (
              <Button
                size="small"
                danger
                onClick={() => revoke(one)}
                aria-label={`作废 ${one.place} 的住户卡`}
              >
                作废
              </Button>
            ) : null,
        },
      ]
    : []),
];
