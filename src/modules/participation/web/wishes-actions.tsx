import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { download } from '#ui/download.ts';
import { FileDrop } from '#ui/file-drop.tsx';
import { chosen, FormDialog, SubmitForm } from '#ui/form.tsx';
import { JobProgress } from '#ui/job-progress.tsx';
import { useGo } from '#ui/navigation.tsx';
import { useAct } from '#ui/queries.tsx';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { wishesActions } from '../contract-wishes.ts';
import { participationApi, participationQueries } from './api.ts';
import type { WishesDetail } from './wishes-words.tsx';

type Props = { readonly survey: WishesDetail };

/** What can be done with a survey where it stands, by those who may. */
export function WishesActions({ survey }: Props) {
  const go = useGo();
  const [opening, setOpening] = useState(false);
  const [importing, setImporting] = useState(false);
  const [extending, setExtending] = useState(false);
  const mayAnswer = useMay(wishesActions['participation.wishes.answer']);
  const mayDesign = useMay(wishesActions['participation.wishes.design']);
  const maySteer = useMay(wishesActions['participation.wishes.close']);
  const { id, state } = survey;
  const path = `/participation/wishes/${id}`;
  return (
    <span className="hj-actions hj-no-print">
      {state === 'draft' && mayDesign && <Button onClick={() => go(`${path}/design`)}>设计问卷</Button>}
      {state === 'draft' && maySteer && (
        <Button type="primary" onClick={() => setOpening(true)}>
          开始征询
        </Button>
      )}
      {state === 'open' && mayAnswer && (
        <>
          <Button type="primary" onClick={() => go(`${path}/enter`)}>
            录入答复
          </Button>
          <Button onClick={() => setImporting(true)}>导入答复</Button>
          <TakeOver survey={survey} />
        </>
      )}
      {state === 'open' && mayDesign && <Button onClick={() => setExtending(true)}>延长期限</Button>}
      {state === 'open' && maySteer && <Close survey={survey} />}
      {(state === 'open' || state === 'draft') && maySteer && <Cancel survey={survey} />}
      <Button onClick={() => window.print()}>打印</Button>
      <FormDialog title="开始征询" open={opening} onClose={() => setOpening(false)}>
        <OpenForm survey={survey} close={() => setOpening(false)} />
      </FormDialog>
      <FormDialog title="延长期限" open={extending} onClose={() => setExtending(false)}>
        <ExtendForm survey={survey} close={() => setExtending(false)} />
      </FormDialog>
      <FormDialog title="导入答复" open={importing} onClose={() => setImporting(false)}>
        <Import survey={survey} />
      </FormDialog>
    </span>
  );
}

const useRefresh = () => {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: participationQueries.wishes.key() });
};

function OpenForm({ survey, close }: Props & { readonly close: () => void }) {
  const refresh = useRefresh();
  const submit = async (values: { readonly opensOn?: string; readonly closesOn: string }) => {
    const { closesOn, opensOn } = values;
    await participationApi.wishes.open({
      id: survey.id,
      version: survey.version,
      closesOn,
      opensOn: opensOn || null,
    });
    await refresh();
    close();
  };
  return (
    <SubmitForm<{ opensOn?: string; closesOn: string }>
      submitText="开始征询，锁定题目"
      initial={{ opensOn: survey.opensOn ?? '', closesOn: survey.closesOn ?? '' }}
      onSubmit={submit}
      onCancel={close}
    >
      <p>
        开始以后 {survey.questions.length} 道题不能再改；覆盖率标准 {survey.floor.text} 同时锁定。
      </p>
      <Form.Item name="opensOn" label="开始日期" extra="不填即今天">
        <Input type="date" />
      </Form.Item>
      <Form.Item name="closesOn" label="截止日期" rules={[chosen('截止日期')]}>
        <Input type="date" />
      </Form.Item>
    </SubmitForm>
  );
}

function ExtendForm({ survey, close }: Props & { readonly close: () => void }) {
  const refresh = useRefresh();
  const submit = async ({ closesOn }: { readonly closesOn: string }) => {
    await participationApi.wishes.edit({ id: survey.id, version: survey.version, closesOn });
    await refresh();
    close();
  };
  return (
    <SubmitForm<{ closesOn: string }>
      submitText="延长期限"
      initial={{ closesOn: survey.closesOn ?? '' }}
      onSubmit={submit}
      onCancel={close}
    >
      <Form.Item name="closesOn" label="新的截止日期" rules={[chosen('截止日期')]}>
        <Input type="date" />
      </Form.Item>
    </SubmitForm>
  );
}

function Close({ survey }: Props) {
  const ask = useConfirm();
  const refresh = useRefresh();
  const below = survey.met !== 'yes';
  const text = below
    ? `覆盖率${survey.met === 'no' ? `还差 ${survey.needed ?? 0} 户` : '无法判断'}。现在结束，结果照样冻结公布，但不计入项目评分。结束不能撤回。`
    : '结束后结果冻结，不再接受答复，出资意愿计入项目评分。结束不能撤回。';
  const run = async () => {
    await participationApi.wishes.close({ id: survey.id, version: survey.version, belowFloor: below });
    await refresh();
  };
  const title = below ? '未达覆盖率，仍要结束？' : '结束征询？';
  return (
    <Button
      onClick={() =>
        ask({ title, text, okText: below ? '未达覆盖率也结束' : '结束征询', danger: below, run })
      }
    >
      结束征询
    </Button>
  );
}

function Cancel({ survey }: Props) {
  const ask = useConfirm();
  const refresh = useRefresh();
  const run = async (reason: string) => {
    await participationApi.wishes.cancel({ id: survey.id, version: survey.version, reason });
    await refresh();
  };
  const text = '取消后不再接受答复，已有答复留存但不作数。取消不能撤回。';
  return (
    <Button
      danger
      onClick={() =>
        ask({ title: '取消这次征询？', text, okText: '取消征询', danger: true, reasonLabel: '理由', run })
      }
    >
      取消征询
    </Button>
  );
}

function TakeOver({ survey }: Props) {
  const ask = useConfirm();
  const act = useAct({
    run: () => participationApi.wishes.answers.takeOver({ id: survey.id }),
    done: (got) =>
      `转入 ${got.taken} 户；已有答复 ${got.already} 户，没有可转内容 ${got.idle} 户，门牌不符 ${got.refused.length} 户`,
    stale: [participationQueries.wishes.key()],
  });
  const text = '把入户登记的改造意愿、出资意愿、改造内容、物业方式，转为对应题目的答复。已有答复的户不动。';
  return (
    <Button
      loading={act.isPending}
      onClick={() =>
        ask({ title: '转入入户意愿？', text, okText: '转入', run: async () => act.mutateAsync() })
      }
    >
      转入入户意愿
    </Button>
  );
}

type Outcome = {
  readonly stored: number;
  readonly replaced: number;
  readonly before: number;
  readonly refusedCount: number;
  readonly refused: readonly { readonly row: number; readonly place: string; readonly message: string }[];
};

function Import({ survey }: Props) {
  const refresh = useRefresh();
  const [job, setJob] = useState<string>();
  const [outcome, setOutcome] = useState<Outcome>();
  const save = useAct({
    run: () => download(`/api/participation/wishes/${survey.id}/template.xlsx`, '导入模板.xlsx'),
  });
  return (
    <div className="wishes-form">
      <p>
        先下载本次征询的模板，每户填一行，再上传。{' '}
        <Button loading={save.isPending} onClick={() => save.mutate()}>
          下载模板
        </Button>
      </p>
      <FileDrop<{ jobId: string }>
        label="填好的答复表（.xlsx）"
        accept={['.xlsx']}
        maxBytes={20 * 1024 * 1024}
        path={`/api/participation/wishes/${survey.id}/import`}
        onUploaded={({ jobId }) => {
          setOutcome(undefined);
          setJob(jobId);
        }}
      />
      {job && (
        <JobProgress
          id={job}
          onDone={(done) => {
            setOutcome(done.result as Outcome);
            void refresh();
          }}
        />
      )}
      {outcome && <Imported outcome={outcome} />}
    </div>
  );
}

function Imported({ outcome }: { readonly outcome: Outcome }) {
  return (
    <div role="status">
      <p>
        入库 {outcome.stored} 户（其中替换原答复 {outcome.replaced} 户），以前导过 {outcome.before} 户，未入库{' '}
        {outcome.refusedCount} 行。
      </p>
      <ul>
        {outcome.refused.map((one) => (
          <li key={one.row}>
            第 {one.row} 行 {one.place}：{one.message}
          </li>
        ))}
      </ul>
    </div>
  );
}
