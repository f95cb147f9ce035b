import './plan.css';
import { useQuery } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import { useState } from 'react';
import { Page, Section } from '#ui/page.tsx';
import { useMay } from '#ui/session.tsx';
import { Answer } from '#ui/states.tsx';
import { planActions } from '../contract.ts';
import { planQueries } from './api.ts';
import { EstatePick } from './estate-pick.tsx';
import { LimitList } from './limit-list.tsx';

/** 指定年份与补录: which estates people have put into, or kept out of, a year, and what was done in past years. */
export default function LimitsPage() {
  const [withdrawn, setWithdrawn] = useState(false);
  const input = { withdrawn: withdrawn ? 'true' : 'false' };
  const query = useQuery(planQueries.limits.list.queryOptions({ input }));
  const edits = useMay(planActions['plan.limit.edit']);
  return (
    <Page about="指定开工、不得开工的年份，和以前年份已经实施的小区。都要写明理由，可以撤回，重新测算后生效。">
      {edits && (
        <Section title="给小区指定或补录年份" about="从已评估的小区中选择，可一次选多个。">
          <EstatePick />
        </Section>
      )}
      <Section
        title="现有的指定与补录"
        actions={
          <Checkbox checked={withdrawn} onChange={(event) => setWithdrawn(event.target.checked)}>
            包括已撤回的
          </Checkbox>
        }
      >
        <Answer of={query}>{(limits) => <LimitList limits={limits} />}</Answer>
      </Section>
    </Page>
  );
}
