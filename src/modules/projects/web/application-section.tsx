import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { chosen, FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { History } from '#ui/history.tsx';
import { Section } from '#ui/page.tsx';
import { useMay } from '#ui/session.tsx';
import { Nothing } from '#ui/states.tsx';
import { projectsActions } from '../contract.ts';
import { type ApplicationStep, stateNames, stepNames, transitions } from '../domain/application.ts';
import { type Detail, projectsApi, projectsQueries } from './api.ts';
import { opinionNames, optionsOf } from './words.tsx';

type Props = { readonly id: string; readonly application: Detail['application'] };
type Values = { readonly reason?: string; readonly opinion?: 'support' | 'oppose' };

/** The way in: where the application stands, what may be done next, and every step so far. */
export function ApplicationSection({ id, application }: Props) {
  const may = useMay(projectsActions['projects.apply']);
  const queries = useQueryClient();
  const [step, setStep] = useState<ApplicationStep>();
  const close = () => setStep(undefined);
  const submit = async ({ reason = '', opinion }: Values) => {
    if (!step) return;
    const { version } = application;
    await projectsApi.applications.take({ id, step, reason, opinion: opinion ?? null, version });
    close();
    await queries.invalidateQueries({ queryKey: projectsQueries.key() });
  };
  const stateText = application.state ? stateNames[application.state] : '尚未申请';
  return (
    <Section
      title="申请与受理（五(二)）"
      about={`目前：${stateText}${application.opinion ? `；街道意见：${opinionNames[application.opinion]}` : ''}`}
      actions={
        may &&
        application.next.map((next) => (
          <Button key={next} onClick={() => setStep(next)}>
            {stepNames[next]}
          </Button>
        ))
      }
    >
      {application.steps.length === 0 && <Nothing text="社区还没有申请" />}
      {application.steps.length > 0 && (
        <History
          changes={application.steps.map((one) => ({
            id: one.id,
            when: one.at,
            who: one.by,
            what: `${stepNames[one.step]}${one.opinion ? `：${opinionNames[one.opinion]}` : ''}`,
            reason: one.reason,
          }))}
        />
      )}
      <FormDialog title={step ? stepNames[step] : ''} open={step !== undefined} onClose={close}>
        {step && <StepForm step={step} submit={submit} cancel={close} />}
      </FormDialog>
    </Section>
  );
}

type StepProps = {
  readonly step: ApplicationStep;
  readonly submit: (values: Values) => Promise<void>;
  readonly cancel: () => void;
};

function StepForm({ step, submit, cancel }: StepProps) {
  const demanded = transitions[step].needsText;
  const label = step === 'opine' ? '意见内容' : '理由';
  return (
    <SubmitForm<Values> submitText={stepNames[step]} onSubmit={submit} onCancel={cancel}>
      {step === 'opine' && (
        <Form.Item name="opinion" label="意见" rules={[chosen('意见')]}>
          <Radio.Group options={optionsOf(opinionNames)} />
        </Form.Item>
      )}
      <Form.Item
        name="reason"
        label={demanded ? label : '说明（可不填）'}
        rules={demanded ? [needed(label)] : []}
      >
        <Input.TextArea rows={4} maxLength={1000} showCount />
      </Form.Item>
    </SubmitForm>
  );
}
