import { Tag } from 'antd';
import { statusNames } from './words.ts';

const colours = { optimal: 'success', feasible: 'processing', infeasible: 'error' } as const;

/** Outcome of a solve as a word and a colour. */
export const StatusTag = ({ status }: { readonly status: keyof typeof statusNames }) => (
  <Tag color={colours[status]}>{statusNames[status]}</Tag>
);
