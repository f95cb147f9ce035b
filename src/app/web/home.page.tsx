import { Suspense } from 'react';
import { may } from '#shared/actor.ts';
import { Page, Section } from '#ui/page.tsx';
import type { HomeCard } from '#ui/page-entry.ts';
import { useSession, useUser } from '#ui/session.tsx';
import { Nothing, Waiting } from '#ui/states.tsx';
import { homeCards } from './modules.ts';

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
      {shown.length === 0 && <Nothing text="您的角色暂无可看的总览内容，请从主菜单进入。" />}
      <div className="hj-cards">
        {shown.map((card) => (
          <HomeSlot key={card.key} card={card} />
        ))}
      </div>
    </Page>
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
