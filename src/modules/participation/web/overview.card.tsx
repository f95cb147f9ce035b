import { AppLink } from '#ui/navigation.tsx';
import { OverviewFigures } from './overview-figures.tsx';

/** 总览: where the estates stand with their residents, and what is overdue. */
export default function OverviewCard() {
  return (
    <>
      <OverviewFigures />
      <AppLink to="/participation">看到期事项和各小区进展</AppLink>
    </>
  );
}
