import { Figure, Figures } from '#ui/page.tsx';
import { percentText, wanOf } from '#ui/quantity.ts';
import { ratios, type Stage, stageNames } from '../domain/overview/stages.ts';
import type { fundingApi } from './api.ts';

export type Overview = Awaited<ReturnType<typeof fundingApi.overview.show>>;
export type Stages = Overview['total'];

export const stages = Object.keys(stageNames) as Stage[];

/** One stage over another; nothing where the base is nothing or not known. */
export function ratioText(row: Stages, of: Stage, over: Stage): string {
  const [part, whole] = [row[of], row[over]];
  if (part === null || whole === null || whole === '0') return '—';
  return percentText(Number(part) / Number(whole));
}

/** The stages side by side, with the ratios leaders ask for. */
export function StageFigures({ total }: { readonly total: Stages }) {
  return (
    <>
      <Figures>
        {stages.map((stage) => (
          <Figure
            key={stage}
            label={stageNames[stage]}
            value={wanOf(total[stage])}
            unit={total[stage] === null ? undefined : '万元'}
          />
        ))}
      </Figures>
      <Figures>
        {ratios.map(({ title, of, over }) => (
          <Figure
            key={title}
            label={title}
            value={ratioText(total, of, over)}
            note={`${stageNames[of]} ÷ ${stageNames[over]}`}
          />
        ))}
      </Figures>
    </>
  );
}
