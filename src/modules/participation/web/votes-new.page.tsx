import { useQuery } from '@tanstack/react-query';
import { Form, Radio, Select } from 'antd';
import { useState } from 'react';
import { SubmitForm } from '#ui/form.tsx';
import { useGo, useSearchText } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { Answer } from '#ui/states.tsx';
import { type VoteScope, voteScopeNames } from '../domain/vote/state.ts';
import { participationApi, participationQueries } from './api.ts';
import { EstateSelect } from './estate-select.tsx';
import { bodyOf, emptyValues, VoteFields, type VoteValues } from './votes-form.tsx';
import { RollCheck } from './votes-roll-check.tsx';

type Place = { readonly building?: string | undefined; readonly entrance?: string | undefined };

function PlaceFields({
  estateId,
  scope,
  place,
  set,
}: {
  readonly estateId: string;
  readonly scope: VoteScope;
  readonly place: Place;
  readonly set: (place: Place) => void;
}) {
  const setup = useQuery(participationQueries.votes.setup.queryOptions({ input: { estateId } }));
  if (scope === 'estate') return null;
  return (
    <Answer of={setup}>
      {({ buildings }) => (
        <>
          <Form.Item label="楼栋" required>
            <Select
              aria-label="楼栋"
              {...(place.building ? { value: place.building } : {})}
              notFoundContent="业主名册中还没有楼栋"
              options={buildings.map((one) => ({
                value: one.building,
                label: `${one.building}（${one.parts} 个专有部分）`,
              }))}
              onChange={(building: string) => set({ building })}
            />
          </Form.Item>
          {scope === 'entrance' && (
            <Form.Item label="单元" required>
              <Select
                aria-label="单元"
                {...(place.entrance ? { value: place.entrance } : {})}
                options={(buildings.find((one) => one.building === place.building)?.entrances ?? []).map(
                  (value) => ({ value, label: value }),
                )}
                onChange={(entrance: string) => set({ ...place, entrance })}
              />
            </Form.Item>
          )}
        </>
      )}
    </Answer>
  );
}

/** 新建表决: scope, matters, rules, dates, and the roll checked before anything is posted. */
export default function NewVotePage() {
  const go = useGo();
  const [params] = useSearchText();
  const [estateId, setEstate] = useState(params.get('estate') ?? undefined);
  const [scope, setScope] = useState<VoteScope>('estate');
  const [place, setPlace] = useState<Place>({});
  const submit = async (values: VoteValues) => {
    if (!estateId) return;
    const { building = null, entrance = null } = place;
    const vote = await participationApi.votes.create({
      estateId,
      scope,
      building,
      entrance,
      ...bodyOf(values),
    });
    go(`/participation/votes/${vote.id}`);
  };
  const ready = scope === 'estate' || (place.building && (scope === 'building' || place.entrance));
  return (
    <Page trail={[{ title: '依法表决', path: '/participation/votes' }]}>
      <Section
        title="一、范围"
        about="加装电梯以单元为范围，外墙、屋面可以以楼栋为范围，其余一般以整个小区为范围。"
      >
        <Form layout="vertical" component="div">
          <Form.Item label="小区" required>
            <EstateSelect value={estateId} onChange={(id) => [setEstate(id), setPlace({})]} />
          </Form.Item>
          <Form.Item label="范围">
            <Radio.Group
              value={scope}
              onChange={(event) => [setScope(event.target.value), setPlace({})]}
              options={Object.entries(voteScopeNames).map(([value, label]) => ({ value, label }))}
            />
          </Form.Item>
          {estateId && <PlaceFields estateId={estateId} scope={scope} place={place} set={setPlace} />}
        </Form>
      </Section>
      {estateId && (
        <SubmitForm<VoteValues>
          key={estateId}
          initial={emptyValues}
          submitText="保存为筹备中的表决"
          onSubmit={submit}
        >
          <VoteFields estateId={estateId} />
          {ready && (
            <Section
              title="五、名册检查"
              about="名册由摸底中的专有部分和业主生成；先改正红色的问题才能公示。"
            >
              <RollCheck estateId={estateId} scope={scope} {...place} />
            </Section>
          )}
        </SubmitForm>
      )}
    </Page>
  );
}
