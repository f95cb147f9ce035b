/** 张三 → 张*, 欧阳明 → 欧**, 某某公司 → 某**; never shorter than two characters. */
export const maskName = (name: string): string => {
  const [first = '', ...rest] = [...name.trim()];
  return first + '*'.repeat(Math.max(1, Math.min(2, rest.length)));
};
