import { AppLink } from '#ui/navigation.tsx';
import { AssessmentSummary } from './assessment-summary.tsx';

/** 总览: how many estates qualify. */
export default function AssessmentCard() {
  return (
    <>
      <AssessmentSummary />
      <AppLink to="/projects/assessments">看每个小区的资格与得分</AppLink>
    </>
  );
}
