import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { DataTable } from '#ui/data-table.tsx';
import { FormDialog } from '#ui/form.tsx';
import { pageAnswer, pageInput } from '#ui/list-state.ts';
import { Figure, Figures, Section } from '#ui/page.tsx';
import { dayText, numberText, percentText, unknownText } from '#ui/quantity.ts';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { Nothing } from '#ui/states.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { surveyActions } from '../contract.ts';
import { type EstateDetail, surveyApi, surveyQueries } from './api.ts';
import { type Wish, WishForm } from './wish-form.tsx';

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
      <Section
        title="台账填报"
        about="资格判断和评分用的是这里的数。登记走访不会改动它，要采用走访的数请点右边的按钮。"
        actions={<TakeFigures one={one} />}
      >
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
      <WishList one={one} />
    </>
  );
}

/** Takes what the visits add up to over into the estate's own figures: an edit with its reason, never done by itself. */
function TakeFigures({ one }: { readonly one: EstateDetail }) {
  const mayEdit = useMay(surveyActions['survey.edit']) && !one.archived;
  const queries = useQueryClient();
  const ask = useConfirm();
  const { agree, pay, visited } = one.wishes;
  if (!mayEdit || visited === 0 || (agree === one.values.agree && pay === one.values.pay)) return null;
  return (
    <Button
      onClick={() =>
        ask({
          title: '采用走访的数',
          text: `同意改造由 ${numberText(one.values.agree)} 户改为 ${agree} 户，愿意出资由 ${numberText(one.values.pay)} 户改为 ${pay} 户（共走访 ${visited} 户）。`,
          okText: '采用',
          reasonLabel: '依据',
          run: async (reason) => {
            await surveyApi.estates.edit({
              id: one.id,
              version: one.version,
              values: { agree, pay },
              reason,
            });
            await queries.invalidateQueries({ queryKey: surveyQueries.key() });
          },
        })
      }
    >
      采用走访的数
    </Button>
  );
}

/** The visits one by one; those who may key them in, correct them and take them out. */
function WishList({ one }: { readonly one: EstateDetail }) {
  const mayEdit = useMay(surveyActions['survey.edit']) && !one.archived;
  const queries = useQueryClient();
  const ask = useConfirm();
  const [open, setOpen] = useState<Wish | 'new'>();
  const refresh = () => queries.invalidateQueries({ queryKey: surveyQueries.key() });
  const remove = (wish: Wish) =>
    ask({
      title: `删除 ${wish.building} ${wish.entrance} ${wish.room} 的走访记录`,
      text: '删除后不再计入走访户数；内容留在小区历史里。',
      okText: '删除',
      reasonLabel: '理由',
      danger: true,
      run: async (reason) => {
        await surveyApi.wishes.remove({ id: one.id, wishId: wish.id, version: wish.version, reason });
        await refresh();
      },
    });
  const acts: Column<Wish> = {
    key: 'acts',
    title: '操作',
    render: (wish) => (
      <div className="survey-row-acts">
        <Button size="small" onClick={() => setOpen(wish)}>
          修改
        </Button>
        <Button size="small" danger onClick={() => remove(wish)}>
          删除
        </Button>
      </div>
    ),
  };
  return (
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
        columns={mayEdit ? [...columns, acts] : columns}
        tools={mayEdit && <Button onClick={() => setOpen('new')}>登记走访</Button>}
        empty={<Nothing text="还没有走访记录，可逐户登记，或随台账导入" />}
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
      <FormDialog
        title={open === 'new' ? '登记走访' : '修改走访记录'}
        open={open !== undefined}
        onClose={() => setOpen(undefined)}
        width={640}
      >
        {open && (
          <WishForm
            estateId={one.id}
            {...(open === 'new' ? {} : { wish: open })}
            cancel={() => setOpen(undefined)}
            saved={() => {
              setOpen(undefined);
              void refresh();
            }}
          />
        )}
      </FormDialog>
    </Section>
  );
}
