import './wishes.css';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { download } from '#ui/download.ts';
import { AppLink, usePathParams } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { useAct } from '#ui/queries.tsx';
import { useMay } from '#ui/session.tsx';
import { Answer, Nothing } from '#ui/states.tsx';
import { wishesActions } from '../contract-wishes.ts';
import { participationQueries } from './api.ts';

type Door = {
  readonly building: string;
  readonly entrance: string;
  readonly room: string;
  readonly floor: number | null;
};

/** 待上门的户: a list to print and tick off, by building, entrance and floor. */
export default function WishesDoors() {
  const { id = '' } = usePathParams();
  const survey = useQuery(participationQueries.wishes.show.queryOptions({ input: { id } }));
  const doors = useQuery(participationQueries.wishes.doors.queryOptions({ input: { id } }));
  const save = useAct({ run: () => download(`/api/participation/wishes/${id}/doors.xlsx`, '待上门.xlsx') });
  const title = survey.data ? `待上门的户：${survey.data.estateName}` : '待上门的户';
  const trail = [
    { title: '意愿征询', path: '/participation/wishes' },
    { title: survey.data?.title ?? '征询', path: `/participation/wishes/${id}` },
  ];
  const actions = (
    <>
      <Button onClick={() => window.print()}>打印</Button>
      <Button loading={save.isPending} onClick={() => save.mutate()}>
        导出 .xlsx
      </Button>
    </>
  );
  return (
    <Page title={title} trail={trail} actions={<span className="hj-actions hj-no-print">{actions}</span>}>
      <Answer of={doors}>
        {({ basis, total, doors: list }) => (
          <>
            {basis === 'visits' && (
              <Alert
                type="warning"
                showIcon
                title="这个小区没有住户名册，只能列出入户登记过的户，不是全部。请先导入名册。"
              />
            )}
            {total === 0 ? (
              <Nothing text="没有待上门的户" />
            ) : (
              <Buildings id={id} list={list} open={survey.data?.state === 'open'} />
            )}
          </>
        )}
      </Answer>
    </Page>
  );
}

type BuildingsProps = { readonly id: string; readonly list: readonly Door[]; readonly open: boolean };

function Buildings({ id, list, open }: BuildingsProps) {
  const may = useMay(wishesActions['participation.wishes.answer']) && open;
  const enterPath = (door: Door) =>
    `/participation/wishes/${id}/enter?${new URLSearchParams({ building: door.building, entrance: door.entrance, room: door.room })}`;
  return [...Map.groupBy(list, (one) => one.building)].map(([building, doors]) => (
    <Section key={building} title={`${building}（${doors.length} 户）`}>
      {[...Map.groupBy(doors, (one) => one.entrance)].map(([entrance, some]) => (
        <div key={entrance}>
          <h3>{entrance || '不分单元'}</h3>
          <ul className="wishes-doors">
            {some.map((door) => (
              <li key={door.room}>
                □ {may ? <AppLink to={enterPath(door)}>{door.room}</AppLink> : door.room}
                {door.floor === null ? '' : `（${door.floor} 层）`}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </Section>
  ));
}
