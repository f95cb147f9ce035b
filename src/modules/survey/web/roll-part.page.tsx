import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { Facts } from '#ui/basis.tsx';
import { FormDialog } from '#ui/form.tsx';
import { History } from '#ui/history.tsx';
import { usePathParams } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { instantText, m2Of, unknownText } from '#ui/quantity.ts';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { Answer } from '#ui/states.tsx';
import { surveyActions } from '../contract.ts';
import { surveyApi, surveyQueries } from './api.ts';
import { PartOccupants } from './roll-occupants.tsx';
import { PartForm } from './roll-part-form.tsx';
import { PartOwners } from './roll-part-owners.tsx';
import {
  type PartDetail,
  partFieldText,
  partFieldTitle,
  partKindNames,
  partName,
  sourceShort,
} from './roll-words.tsx';
import './survey.css';
import { sourceNames } from './words.tsx';

/** One exclusive part: what it is, who owns it, who uses it, what happened to it. */
export default function PartPage() {
  const { id = '' } = usePathParams();
  const query = useQuery(surveyQueries.parts.show.queryOptions({ input: { id } }));
  const part = query.data;
  const estate = useQuery({
    ...surveyQueries.estates.show.queryOptions({ input: { id: part?.estateId ?? '' } }),
    enabled: part !== undefined,
  });
  const back = part ? `/survey/estates/${part.estateId}?tab=roll` : '/survey/estates';
  return (
    <Page
      title={part ? partName(part) : '专有部分'}
      trail={[
        { title: '小区台账', path: '/survey/estates' },
        { title: estate.data?.values.name ?? '小区', path: back },
      ]}
      about={part && `${partKindNames[part.kind]} · ${part.updatedBy} 于 ${instantText(part.updatedAt)} 更新`}
      actions={part && <Actions part={part} />}
    >
      <Answer of={query}>{(found) => <Body part={found} />}</Answer>
    </Page>
  );
}

function Body({ part }: { readonly part: PartDetail }) {
  return (
    <>
      {part.archived && (
        <Alert type="warning" showIcon title={`这处房屋已停用：${part.archiveReason ?? ''}`} />
      )}
      <Section title="房屋">
        <Facts
          facts={[
            { label: '楼层', value: part.floor ?? unknownText },
            { label: '建筑面积', value: part.areaCm2 === null ? unknownText : `${m2Of(part.areaCm2, 4)} ㎡` },
            {
              label: '面积来源',
              value: part.areaSource === null ? unknownText : sourceShort[part.areaSource],
            },
            { label: '权证号或合同号', value: part.areaEvidence || unknownText },
            { label: '独立产权', value: part.titled ? '有' : '无，不计入表决' },
            { label: '是否售出', value: part.unsold ? '未售' : '已售' },
          ]}
        />
      </Section>
      <PartOwners part={part} />
      <PartOccupants part={part} />
      <Section title="历史">
        <History
          changes={part.history.map((line) => ({
            id: line.id,
            when: line.at,
            who: line.by,
            what: line.field === '*' ? wholeText(line.to) : sourceName(line.source),
            reason: line.reason,
            fields:
              line.field === '*'
                ? []
                : [
                    {
                      label: partFieldTitle(line.field),
                      from: partFieldText(line.field, line.from),
                      to: partFieldText(line.field, line.to),
                    },
                  ],
          }))}
        />
      </Section>
    </>
  );
}

const sourceName = (source: string): string =>
  source === 'import' ? '名册导入' : (sourceNames[source as keyof typeof sourceNames] ?? source);

function wholeText(to: unknown): string {
  const archived = (to as { archived?: boolean } | null)?.archived;
  return archived === undefined ? '登记' : archived ? '停用' : '恢复';
}

function Actions({ part }: { readonly part: PartDetail }) {
  const mayEdit = useMay(surveyActions['survey.roll.edit']);
  const ask = useConfirm();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const refresh = () => queries.invalidateQueries({ queryKey: surveyQueries.key() });
  if (!mayEdit) return null;
  const archived = !part.archived;
  return (
    <>
      {!part.archived && (
        <Button type="primary" onClick={() => setOpen(true)}>
          修改
        </Button>
      )}
      <Button
        danger={archived}
        onClick={() =>
          ask({
            title: archived ? `停用“${partName(part)}”` : `恢复“${partName(part)}”`,
            text: archived
              ? '停用后不再列入名册和表决，业主和历史都保留，可以恢复。'
              : '恢复后重新列入名册。',
            okText: archived ? '停用' : '恢复',
            reasonLabel: '理由',
            danger: archived,
            run: async (reason) => {
              await surveyApi.parts.archive({ id: part.id, version: part.version, archived, reason });
              await refresh();
            },
          })
        }
      >
        {archived ? '停用' : '恢复'}
      </Button>
      <FormDialog title={`修改“${partName(part)}”`} open={open} onClose={() => setOpen(false)} width={640}>
        <PartForm
          estateId={part.estateId}
          part={part}
          onCancel={() => setOpen(false)}
          onSaved={() => {
            setOpen(false);
            void refresh();
          }}
        />
      </FormDialog>
    </>
  );
}
