import { Suspense } from 'react';
import { may } from '#shared/actor.ts';
import { AppLink } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import type { HomeCard, MenuGroup } from '#ui/page-entry.ts';
import { useSession, useUser } from '#ui/session.tsx';
import { Waiting } from '#ui/states.tsx';
import { homeCards, pages } from './modules.ts';

/** 总览: the cards the modules bring, as far as this user may see them. */
export default function Home() {
  const user = useUser();
  const { districtName } = useSession();
  const shown = homeCards.filter((card) => may(user, card.allowed));
  return (
    <Page
      title={`${districtName}老旧小区改造总览`}
      about={`数据范围：${user.scopeName}。每个数字都可点进去看明细和依据。`}
    >
      <div className="hj-cards">
        {shown.map((card) => (
          <HomeSlot key={card.key} card={card} />
        ))}
        <Course />
      </div>
    </Page>
  );
}

/** The order the district plan works in, and what each step is for. */
const course: readonly { readonly group: MenuGroup; readonly purpose: string }[] = [
  { group: '摸底', purpose: '导入摸底台账，逐格查错，建立小区、楼栋和意愿的底数。' },
  { group: '项目生成', purpose: '按方案逐条认定资格、评分排序，社区申请、街道审核、专班受理，生成项目。' },
  { group: '规划与计划', purpose: '按各年资金和街道能力排出年度计划，逐个小区说明为何是这一年。' },
  { group: '政策', purpose: '查看和确认规则用到的每个数，核对方案每一条落实在哪里。' },
];

function Course() {
  const user = useUser();
  const steps = course.flatMap(({ group, purpose }) => {
    const links = pages
      .filter((page) => page.group === group && page.menu !== false && may(user, page.allowed))
      .sort((a, b) => a.order - b.order);
    return links.length > 0 ? [{ group, purpose, links }] : [];
  });
  if (steps.length === 0) return null;
  return (
    <Section title="办理顺序" span={12}>
      <ol className="hj-course">
        {steps.map(({ group, purpose, links }) => (
          <li key={group}>
            <strong>{group}</strong>
            <p className="hj-about">{purpose}</p>
            {links.map((page) => (
              <AppLink key={page.path} to={page.path}>
                {page.title}
              </AppLink>
            ))}
          </li>
        ))}
      </ol>
    </Section>
  );
}

function HomeSlot({ card }: { readonly card: HomeCard }) {
  const Body = card.component;
  return (
    <Section title={card.title} span={card.span ?? 6}>
      <Suspense fallback={<Waiting />}>
        <Body />
      </Suspense>
    </Section>
  );
}
