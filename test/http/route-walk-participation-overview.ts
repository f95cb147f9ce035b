import type { WalkCase } from './route-walk-cases.ts';

const list = (end: string): WalkCase => ({
  kind: 'list',
  request: () => ({ url: `/api/participation/overview${end}` }),
});

export const overviewWalk: Readonly<Record<string, WalkCase>> = {
  'participation.overview.counts': list(''),
  'participation.overview.attention': list('/attention?size=200'),
  'participation.overview.funnel': list('/estates?size=200'),
};
