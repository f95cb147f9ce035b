import './payments.css';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Tag } from 'antd';
import { FileDrop } from '#ui/file-drop.tsx';
import { Section } from '#ui/page.tsx';
import { useAct } from '#ui/queries.tsx';
import { fundingApi, fundingQueries } from './api.ts';
import { PaperLink, type PaymentDetail, paperBytes, paperEnds } from './works-words.tsx';

type Paper = PaymentDetail['papers'][number];

/** 材料: what is required, what is attached, what is missing. */
export function PapersSection({ payment }: { readonly payment: PaymentDetail }) {
  return (
    <Section title="材料">
      {payment.missing.length > 0 && (
        <Alert
          className="hj-form-problem"
          type="warning"
          showIcon
          title={`还缺：${payment.missing.join('、')}；材料齐全才能提交，付款期限从齐全之日起算`}
        />
      )}
      {payment.papers
        .filter((one) => one.required || payment.mayEdit || one.files.length > 0)
        .map((one) => (
          <PaperRow key={one.id} paper={one} payment={payment} />
        ))}
    </Section>
  );
}

function PaperRow({ paper, payment }: { readonly paper: Paper; readonly payment: PaymentDetail }) {
  const queries = useQueryClient();
  const key = fundingQueries.payments.key();
  const remove = useAct<string>({
    run: (fileId) =>
      fundingApi.payments.detach({ id: payment.id, version: payment.version, paper: paper.id, fileId }),
    stale: [key],
  });
  return (
    <fieldset className="funding-paper">
      <legend>
        {paper.title}{' '}
        {paper.required && (
          <Tag color={paper.files.length > 0 ? 'success' : 'warning'}>
            {paper.files.length > 0 ? '已附' : '必附'}
          </Tag>
        )}
      </legend>
      {paper.files.map((file) => (
        <div key={file.id}>
          <PaperLink file={file} />
          {payment.mayEdit && (
            <Button
              size="small"
              aria-label={`移除 ${file.name}`}
              loading={remove.isPending}
              onClick={() => remove.mutate(file.id)}
            >
              移除
            </Button>
          )}
        </div>
      ))}
      {payment.mayEdit && (
        <FileDrop
          label={paper.title}
          accept={paperEnds}
          maxBytes={paperBytes}
          path={`/api/funding/payment-papers?id=${payment.id}&paper=${paper.id}`}
          onUploaded={() => void queries.invalidateQueries({ queryKey: key })}
        />
      )}
    </fieldset>
  );
}
