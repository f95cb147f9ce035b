import { Tag } from 'antd';
import { type Standing, standingNames } from '../domain/decisions.ts';

const colours: Readonly<Record<Standing, string>> = {
  given: 'default',
  unverified: 'warning',
  confirmed: 'success',
  overridden: 'processing',
};

/** How a parameter stands: by its document, 待核, confirmed or overridden. */
export function StandingTag({ standing }: { readonly standing: Standing }) {
  return <Tag color={colours[standing]}>{standingNames[standing]}</Tag>;
}
