import { Button } from 'antd';
import { useState } from 'react';
import { OverrideForm } from './override-form.tsx';
import { isFactorList, WeightsForm } from './weights-form.tsx';

type Props = {
  readonly value: unknown;
  readonly onSubmit: (value: unknown, reason: string) => Promise<unknown>;
  readonly onCancel: () => void;
};

/** The form that suits the value: weights for the scoring factors, else the value itself. */
export function ValueForm({ value, onSubmit, onCancel }: Props) {
  const [whole, setWhole] = useState(false);
  if (whole || !isFactorList(value))
    return <OverrideForm value={value} onSubmit={onSubmit} onCancel={onCancel} />;
  return (
    <>
      <WeightsForm factors={value} onSubmit={onSubmit} onCancel={onCancel} />
      <Button type="link" onClick={() => setWhole(true)}>
        增减因素或修改计分办法
      </Button>
    </>
  );
}
