import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { AppLink } from '#ui/navigation.tsx';
import { Section } from '#ui/page.tsx';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { Nothing } from '#ui/states.tsx';
import { projectsActions } from '../contract.ts';
import { type Detail, projectsApi, projectsQueries } from './api.ts';
import { DisputeCard } from './dispute-card.tsx';

type Props = {
  readonly id: string;
  readonly disputes: Detail['disputes'];
  readonly objected: Detail['objected'];
};

/** Disputes of an estate; an open one holds it. */
export function DisputeSection({ id, disputes, objected }: Props) {
  const may = useMay(projectsActions['projects.dispute']);
  const ask = useConfirm();
  const queries = useQueryClient();
  const open = disputes.some((one) => one.state === 'open');
  const file = () =>
    ask({
      title: '登记争议',
      text: '登记后小区暂缓受理和列入计划，直到论证、风险评估、应急预案和意见统一的材料齐备。',
      okText: '登记争议',
      reasonLabel: objected ? `争议事由（请写明异议 ${objected.numbers.join('、')}）` : '争议事由',
      run: async (reason) => {
        await projectsApi.disputes.open({ id, reason });
        await queries.invalidateQueries({ queryKey: projectsQueries.key() });
      },
    });
  return (
    <Section
      title="争议（五(二)）"
      about="有争议的先反复论证，做好风险评估和应急预案，意见统一后再实施。"
      actions={may && !open && <Button onClick={file}>登记争议</Button>}
    >
      {objected && (
        <Alert
          type="warning"
          showIcon
          title={`居民异议 ${objected.numbers.join('、')} 列为争议，尚未了结；小区暂缓受理和列入计划。`}
          description={open ? undefined : '请登记争议，写明这些异议，并组织论证。'}
          action={<AppLink to={`/participation/objections?mark=disputed&estate=${id}`}>看异议</AppLink>}
        />
      )}
      {disputes.length === 0 ? (
        <Nothing text="没有登记过争议" />
      ) : (
        disputes.map((one) => <DisputeCard key={one.id} dispute={one} />)
      )}
    </Section>
  );
}
