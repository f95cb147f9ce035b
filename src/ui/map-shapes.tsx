/** Marks of the map: a shape beside every colour, so that categories differ without colour. Box 0…24. */
export const mapShapes = {
  circle: 'M12 4a8 8 0 1 0 0 16a8 8 0 1 0 0-16z',
  square: 'M5 5h14v14H5z',
  triangle: 'M12 3.5 21 19.5H3z',
  diamond: 'M12 2.5 21.5 12 12 21.5 2.5 12z',
  cross: 'M9 3h6v6h6v6h-6v6H9v-6H3V9h6z',
  wedge: 'M3 4.5h18L12 20.5z',
  hexagon: 'M7 4h10l5 8-5 8H7l-5-8z',
} as const;
export type MapShape = keyof typeof mapShapes;

export type MapCategory = {
  readonly key: string;
  readonly label: string;
  /** CSS colour, ≥ 3 : 1 against white. */
  readonly colour: string;
  readonly shape: MapShape;
};

/** Categories in order with colours and shapes of their own; at most seven are told apart. */
export function categoriesOf(
  labels: readonly { readonly key: string; readonly label: string }[],
): readonly MapCategory[] {
  const shapes = Object.keys(mapShapes) as MapShape[];
  const colours = ['#1c5d7a', '#b85c00', '#2b7d5c', '#9c3f73', '#5566bd', '#6f5f48', '#4a5058'];
  return labels.map(({ key, label }, place) => ({
    key,
    label,
    colour: colours[place % colours.length] ?? '#4a5058',
    shape: shapes[place % shapes.length] ?? 'circle',
  }));
}

/** A category's mark as it stands in legends. */
export function MapMark({ category }: { readonly category: MapCategory }) {
  return (
    <svg viewBox="0 0 24 24" width="16" height="16" aria-hidden="true">
      <path d={mapShapes[category.shape]} fill={category.colour} stroke="#fff" strokeWidth="1.5" />
    </svg>
  );
}

/** A category's mark as pixels for the map engine, 48 × 48 at ratio 2. */
export function markImage(category: MapCategory): ImageData | undefined {
  const canvas = document.createElement('canvas');
  canvas.width = 48;
  canvas.height = 48;
  const pen = canvas.getContext('2d');
  if (!pen) return undefined;
  pen.scale(2, 2);
  const path = new Path2D(mapShapes[category.shape]);
  pen.fillStyle = category.colour;
  pen.strokeStyle = '#ffffff';
  pen.lineWidth = 1.6;
  pen.fill(path);
  pen.stroke(path);
  return pen.getImageData(0, 0, 48, 48);
}
