import { History } from '#ui/history.tsx';
import { Section } from '#ui/page.tsx';

type Step = {
  readonly id: string;
  readonly at: string;
  readonly by: string;
  readonly step: string;
  readonly note: string;
};

/** 办理经过 of a record, newest first. */
export const RecordSteps = ({ steps }: { readonly steps: readonly Step[] }) => (
  <Section title="办理经过">
    <History
      changes={steps.map((one) => ({
        id: one.id,
        when: one.at,
        who: one.by,
        what: one.step,
        reason: one.note || null,
      }))}
    />
  </Section>
);
