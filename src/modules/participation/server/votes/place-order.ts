const order = new Intl.Collator('zh-CN', { numeric: true });
type Place = { readonly building: string; readonly entrance: string; readonly room: string };

/** 2号楼 before 10号楼, 1单元 before 2单元, 101 before 1001. */
export const byPlaceOf = (a: Place, b: Place): number =>
  order.compare(a.building, b.building) ||
  order.compare(a.entrance, b.entrance) ||
  order.compare(a.room, b.room);
