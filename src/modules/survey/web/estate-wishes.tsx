import { DataTable } from '#ui/data-table.tsx';
import { pageAnswer, pageInput } from '#ui/list-state.ts';
import { Figure, Figures, Section } from '#ui/page.tsx';
import { dayText, numberText, percentText, unknownText } from '#ui/quantity.ts';
import { type Column, Table } from '#ui/table.tsx';
import { type EstateDetail, surveyApi, surveyQueries } from './api.ts';

type Wish = Awaited<ReturnType<typeof surveyApi.wishes.list>>['items'][number];

const yesNo = (value: boolean | null): string => (value === null ? unknownText : value ? '是' : '否');
const share = (part: number | null, whole: number | null): string =>
  part === null || !whole ? '' : `占 ${percentText(part / whole)}`;

const columns: readonly Column<Wish>[] = [
  { key: 'building', title: '楼号', render: (wish) => wish.building || unknownText },
  { key: 'entrance', title: '单元', render: (wish) => wish.entrance || unknownText },
  { key: 'room', title: '房号', render: (wish) => wish.room },
  { key: 'agree', title: '同意改造', render: (wish) => yesNo(wish.agree) },
  { key: 'pay', title: '愿意出资', render: (wish) => yesNo(wish.pay) },
  { key: 'payYuan', title: '愿出资（元）', align: 'end', render: (wish) => numberText(wish.payYuan, 2) },
  { key: 'items', title: '希望改造', width: '14em', render: (wish) => wish.items.join('、') || unknownText },
  { key: 'management', title: '希望的物业方式', render: (wish) => wish.management ?? unknownText },
  { key: 'visitedOn', title: '走访日期', width: '9em', render: (wish) => dayText(wish.visitedOn) },
];

/** 意愿: what the ledger says, what the visits add up to, and the visits. */
export function EstateWishes({ one }: { readonly one: EstateDetail }) {
  const { wishes, values } = one;
  return (
    <>
      <Section title="台账填报" about="资格判断和评分用的是这里的数。">
        <Figures>
          <Figure
            label="同意改造"
            value={numberText(values.agree)}
            unit="户"
            note={share(values.agree, values.households)}
          />
          <Figure
            label="愿意出资"
            value={numberText(values.pay)}
            unit="户"
            note={share(values.pay, values.households)}
          />
          <Figure label="总户数" value={numberText(values.households)} unit="户" />
        </Figures>
      </Section>
      <Section title="入户走访" about="逐户记录，不登记姓名和电话。">
        <Figures>
          <Figure
            label="走访"
            value={numberText(wishes.visited)}
            unit="户"
            note={share(wishes.visited, values.households)}
          />
          <Figure
            label="同意"
            value={numberText(wishes.agree)}
            unit="户"
            note={share(wishes.agree, wishes.visited)}
          />
          <Figure label="不同意" value={numberText(wishes.refuse)} unit="户" />
          <Figure label="愿意出资" value={numberText(wishes.pay)} unit="户" />
          <Figure label="愿出资合计" value={numberText(wishes.payYuan, 2)} unit="元" />
        </Figures>
        {wishes.items.length > 0 && (
          <Table
            dense
            caption="希望改造的内容"
            rows={wishes.items}
            rowKey={(item) => item.item}
            columns={[
              { key: 'item', title: '希望改造的内容', render: (item) => item.item },
              {
                key: 'households',
                title: '户数',
                align: 'end',
                render: (item) => numberText(item.households),
              },
            ]}
          />
        )}
      </Section>
      {wishes.visited > 0 && (
        <Section title="逐户记录">
          <DataTable<Wish>
            name="survey.wishes"
            caption="逐户记录"
            queryKey={[...surveyQueries.wishes.key(), 'page', one.id]}
            load={async (query, signal) =>
              pageAnswer(
                await surveyApi.wishes.list(
                  { id: one.id, ...query.filters, ...pageInput(query) } as Parameters<
                    typeof surveyApi.wishes.list
                  >[0],
                  { signal },
                ),
              )
            }
            rowKey={(wish) => wish.id}
            columns={columns}
            filters={[
              { key: 'building', label: '楼号' },
              {
                key: 'agree',
                label: '是否同意',
                options: [
                  { value: 'true', label: '同意' },
                  { value: 'false', label: '不同意' },
                ],
              },
            ]}
          />
        </Section>
      )}
    </>
  );
}
