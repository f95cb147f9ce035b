import './wishes.css';
import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { Basis, Facts } from '#ui/basis.tsx';
import { AppLink, usePathParams } from '#ui/navigation.tsx';
import { Figure, Figures, Page, Section } from '#ui/page.tsx';
import { dayText, instantText, percentText } from '#ui/quantity.ts';
import { Answer } from '#ui/states.tsx';
import { purposeNames } from '../domain/questionnaire/templates.ts';
import { participationQueries } from './api.ts';
import { WishesActions } from './wishes-actions.tsx';
import { WishesAnswers } from './wishes-answers.tsx';
import { CoverageGrid } from './wishes-coverage.tsx';
import { WishesResults } from './wishes-results.tsx';
import { StateTag, type WishesDetail } from './wishes-words.tsx';

/** One survey of wishes: where it stands, who still has to be asked, what came out. */
export default function WishesSurvey() {
  const { id = '' } = usePathParams();
  const query = useQuery(participationQueries.wishes.show.queryOptions({ input: { id } }));
  return (
    <Page
      title={query.data?.title ?? '意愿征询'}
      trail={[{ title: '意愿征询', path: '/participation/wishes' }]}
      actions={query.data && <WishesActions survey={query.data} />}
    >
      <Answer of={query}>{(survey) => <Body survey={survey} />}</Answer>
    </Page>
  );
}

function Body({ survey }: { readonly survey: WishesDetail }) {
  const running = survey.state === 'open' || survey.state === 'closed';
  return (
    <>
      {survey.overdue && (
        <Alert
          type="warning"
          showIcon
          title="已过截止日期：网上不再接受答复，纸质和入户的仍可补录，然后结束征询。"
        />
      )}
      {survey.cancelReason && <Alert type="error" showIcon title={`已取消：${survey.cancelReason}`} />}
      <Overview survey={survey} />
      {running && (
        <>
          <Coverage survey={survey} />
          <WishesResults survey={survey} />
          <WishesAnswers survey={survey} />
        </>
      )}
      {survey.state === 'draft' && (
        <Alert
          type="info"
          showIcon
          title={`草稿，共 ${survey.questions.length} 题。开始以后题目不能再改。`}
          action={<AppLink to={`/participation/wishes/${survey.id}/design`}>设计问卷</AppLink>}
        />
      )}
    </>
  );
}

function Overview({ survey }: { readonly survey: WishesDetail }) {
  return (
    <Section title="概况">
      <Facts
        facts={[
          {
            label: '小区',
            value: <AppLink to={`/survey/estates/${survey.estateId}`}>{survey.estateName}</AppLink>,
          },
          { label: '街道（乡镇）', value: survey.subdistrictName || '—' },
          { label: '用途', value: purposeNames[survey.purpose] },
          { label: '状态', value: <StateTag one={survey} /> },
          { label: '期限', value: `${dayText(survey.opensOn)} 至 ${dayText(survey.closesOn)}` },
          { label: '题目', value: `${survey.questions.length} 题` },
          { label: '建立', value: `${survey.createdBy}，${instantText(survey.createdAt)}` },
          {
            label: '结束',
            value: survey.closedAt ? `${survey.closedBy}，${instantText(survey.closedAt)}` : '—',
          },
        ]}
      />
    </Section>
  );
}

const basisText = {
  roll: '总户数按住户名册中的住宅计（未交付的不计）',
  buildings: '没有住户名册，总户数按各楼栋登记户数之和计',
  estate: '没有住户名册，楼栋户数不全，总户数按小区登记户数计',
  none: '没有名册，楼栋和小区都没有登记户数，无法算出覆盖率',
} as const;

function Coverage({ survey }: { readonly survey: WishesDetail }) {
  const { coverage, floor, answered, households, needed } = survey;
  const share = households ? answered / households : null;
  return (
    <Section
      title="覆盖率"
      about={`${basisText[coverage.basis]}。${coverage.unknown.length > 0 ? `户数不详的楼：${coverage.unknown.join('、')}。` : ''}${coverage.unlisted > 0 ? `另有 ${coverage.unlisted} 份答复的门牌不在名册中，不计入。` : ''}`}
      actions={
        <AppLink to={`/participation/wishes/${survey.id}/doors`}>待上门的户（名单、打印、导出）</AppLink>
      }
    >
      <Figures>
        <Figure label="答复" value={answered} unit="户" />
        <Figure label="总户数" value={households ?? '不详'} unit={households === null ? undefined : '户'} />
        <Figure label="覆盖率" value={share === null ? '—' : percentText(share)} />
        <Figure
          label="应达到"
          value={percentText(floor.numerator / floor.denominator)}
          note={
            <Basis clause="四(二)1" provenance="assumed" unverified={floor.unverified}>
              {floor.source}。答复户数 × {floor.denominator} ≥ 总户数 × {floor.numerator}
              {survey.state === 'draft' ? '' : `；征询开始时锁定，规则版本 ${floor.policyVersion}`}
            </Basis>
          }
        />
        <Figure
          label="还差"
          value={needed ?? '—'}
          unit={needed === null ? undefined : '户'}
          note={survey.met === 'yes' ? '已达到' : survey.met === 'no' ? '未达到' : '无法判断'}
        />
      </Figures>
      <CoverageGrid coverage={coverage} />
    </Section>
  );
}
