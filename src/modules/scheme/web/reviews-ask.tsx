import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Checkbox, DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { identityContract } from '#modules/identity/contract.ts';
import { Unverified } from '#ui/basis.tsx';
import { makeClient, makeQueries } from '#ui/client.ts';
import { sentenceOf } from '#ui/problem-error.ts';
import { Table } from '#ui/table.tsx';
import { schemeApi } from './api.ts';
import type { Course } from './reviews-words.tsx';

const identityQueries = makeQueries(makeClient(identityContract));

type Office = Course['offices'][number];
type Chosen = Readonly<Record<string, { readonly asked: boolean; readonly bodies: readonly string[] }>>;

const begin = (offices: readonly Office[]): Chosen =>
  Object.fromEntries(offices.map((one) => [one.id, { asked: one.needed, bodies: one.organisationIds }]));

const seatsOf = (offices: readonly Office[], chosen: Chosen) =>
  offices.flatMap((office): { office: string; organisationId: string | null }[] => {
    const own = chosen[office.id];
    if (!own?.asked) return [];
    const bodies = office.several ? own.bodies : own.bodies.slice(0, 1);
    return bodies.length === 0
      ? [{ office: office.id, organisationId: null }]
      : bodies.map((organisationId) => ({ office: office.id, organisationId }));
  });

function useOrganisations() {
  const input = { page: 1, size: 200, archived: 'false' };
  const query = useQuery(identityQueries.organisations.list.queryOptions({ input }));
  return (query.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }));
}

type Props = {
  readonly course: Course;
  readonly done: (course: Course) => Promise<unknown>;
  readonly cancel: () => void;
};

/** Whom to ask, by when: the pack's units, each with the body whose people may answer themselves. */
export function AskForm({ course, done, cancel }: Props) {
  const [chosen, setChosen] = useState<Chosen>(() => begin(course.offices));
  const [dueOn, setDueOn] = useState(course.dueOn);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const bodies = useOrganisations();
  const set = (id: string, change: Partial<Chosen[string]>) =>
    setChosen((now) => ({ ...now, [id]: { asked: false, bodies: [], ...now[id], ...change } }));
  const ask = async () => {
    setBusy(true);
    setFault(undefined);
    try {
      const seats = seatsOf(course.offices, chosen);
      const { schemeId: id, version } = course;
      await done(await schemeApi.reviews.ask({ id, version, seats, dueOn }));
    } catch (error) {
      setFault(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <p>
        规则包定为 {course.workingDays} 个工作日{course.unverified && <Unverified />}
        。选定单位后，该单位的人员可以自己出具意见；没有选的，由工作专班凭文件登记。
      </p>
      <Table<Office>
        caption="征求意见的单位"
        rows={course.offices}
        rowKey={(one) => one.id}
        columns={[
          {
            key: 'asked',
            title: '征求',
            render: (one) => (
              <Checkbox
                checked={chosen[one.id]?.asked ?? false}
                disabled={one.needed}
                aria-label={`征求${one.title}`}
                onChange={(event) => set(one.id, { asked: event.target.checked })}
              />
            ),
          },
          { key: 'title', title: '单位', render: (one) => `${one.title}${one.needed ? '（必须）' : ''}` },
          {
            key: 'bodies',
            title: '由谁出具',
            render: (one) => (
              <Select
                style={{ width: '100%', minWidth: '14em' }}
                {...(one.several ? { mode: 'multiple' as const } : {})}
                allowClear
                aria-label={`${one.title}由谁出具`}
                placeholder="凭文件登记"
                showSearch={{ optionFilterProp: 'label' }}
                options={bodies}
                value={
                  one.several ? [...(chosen[one.id]?.bodies ?? [])] : (chosen[one.id]?.bodies[0] ?? null)
                }
                onChange={(next: string | string[] | null | undefined) =>
                  set(one.id, { bodies: [next ?? []].flat() })
                }
              />
            ),
          },
        ]}
      />
      <p>
        <label htmlFor="ask-due">期限</label>{' '}
        <DatePicker
          id="ask-due"
          value={dayjs(dueOn)}
          allowClear={false}
          onChange={(day) => day && setDueOn(day.format('YYYY-MM-DD'))}
        />
      </p>
      {fault && <Alert className="hj-form-problem" type="error" showIcon title={fault} />}
      <div className="hj-form-buttons">
        <Button type="primary" loading={busy} onClick={() => void ask()}>
          发起审查
        </Button>
        <Button onClick={cancel}>取消</Button>
      </div>
    </>
  );
}
