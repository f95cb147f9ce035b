import './projects.css';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import type { BulkAction } from '#ui/data-table.tsx';
import { sentenceOf } from '#ui/problem-error.ts';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useUser } from '#ui/session.tsx';
import { type ApplicationStep, stepNames, transitions } from '../domain/application.ts';
import { type Assessed, projectsApi, projectsQueries } from './api.ts';

/** The steps that make sense for many estates at once, and what is asked before. */
const bulkSteps: readonly { readonly step: ApplicationStep; readonly opinion: 'support' | null }[] = [
  { step: 'apply', opinion: null },
  { step: 'opine', opinion: 'support' },
  { step: 'accept', opinion: null },
];
const labelOf = (step: ApplicationStep): string => (step === 'opine' ? '街道意见：支持' : stepNames[step]);

type Outcome = { readonly label: string; readonly done: number; readonly refused: readonly string[] };

/**
 * Takes one step for every chosen estate, one after another; each stands for itself, so a refusal of one does
 * not hold the others up and is told by name. `rows` looks a chosen row up.
 */
export function useBulkSteps(rows: ReadonlyMap<string, Assessed>) {
  const user = useUser();
  const ask = useConfirm();
  const queries = useQueryClient();
  const [outcome, setOutcome] = useState<Outcome>();
  const take = async (
    keys: readonly string[],
    step: ApplicationStep,
    opinion: 'support' | null,
    reason: string,
  ) => {
    const refused: string[] = [];
    for (const id of keys) {
      const row = rows.get(id);
      const version = row?.applicationVersion ?? 0;
      try {
        await projectsApi.applications.take({ id, step, opinion, reason, version });
      } catch (error) {
        refused.push(`${row?.name ?? id}：${sentenceOf(error)}`);
      }
    }
    setOutcome({ label: labelOf(step), done: keys.length - refused.length, refused });
    await queries.invalidateQueries({ queryKey: projectsQueries.key() });
  };
  const actions: BulkAction[] = bulkSteps
    .filter(({ step }) => user.roles.some((role) => transitions[step].roles.includes(role)))
    .map(({ step, opinion }) => ({
      key: step,
      label: labelOf(step),
      run: (keys, clear) =>
        ask({
          title: `${labelOf(step)}（${keys.length} 个小区）`,
          text: '逐个办理；不能办理的会说明原因，不影响其他小区。',
          okText: '办理',
          ...(transitions[step].needsText ? { reasonLabel: '意见内容' } : {}),
          run: async (reason) => {
            await take(keys, step, opinion, reason);
            clear();
          },
        }),
    }));
  const report = outcome && <Report outcome={outcome} close={() => setOutcome(undefined)} />;
  return { actions, report };
}

function Report({ outcome, close }: { readonly outcome: Outcome; readonly close: () => void }) {
  const { label, done, refused } = outcome;
  return (
    <Alert
      className="projects-report"
      type={refused.length > 0 ? 'warning' : 'success'}
      showIcon
      title={`${label}：已办理 ${done} 个${refused.length > 0 ? `，未能办理 ${refused.length} 个` : ''}`}
      description={
        refused.length > 0 && (
          <ul>
            {refused.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )
      }
      action={<Button onClick={close}>知道了</Button>}
    />
  );
}
