import { useMemo } from 'react';
import type { EngineLayer, EnginePoint } from './map-engine.ts';
import { type Bounds, graticule, linesOf, type Position, projector } from './map-geometry.ts';
import { type MapCategory, mapShapes } from './map-shapes.tsx';

type SvgMapProps = {
  readonly label: string;
  readonly bounds: Bounds;
  readonly points: readonly EnginePoint[];
  readonly layers: readonly EngineLayer[];
  readonly categories: readonly MapCategory[];
  readonly onPick: (id: string) => void;
};

const width = 960;
const height = 560;

/** The map where WebGL is missing, and on paper: one still picture of the same points and layers. */
export function SvgMap({ label, bounds, points, layers, categories, onPick }: SvgMapProps) {
  const project = useMemo(() => projector(bounds, width, height), [bounds]);
  const path = (line: readonly Position[]): string => {
    const spots = line.map((position) => {
      const [x, y] = project(position);
      return `${x.toFixed(1)} ${y.toFixed(1)}`;
    });
    return `M${spots.join('L')}`;
  };
  const byKey = new Map(categories.map((category) => [category.key, category]));
  return (
    <svg className="hj-svg-map" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <title>{label}</title>
      <path d={graticule(bounds).map(path).join('')} fill="none" stroke="#dde3de" />
      {layers.map((layer) => (
        <path
          key={layer.key}
          d={linesOf(layer.lines).map(path).join('')}
          fill="none"
          stroke={layer.colour}
          strokeWidth={layer.width}
        />
      ))}
      {points.map((point) => {
        const category = byKey.get(point.category);
        const [x, y] = project(point.position);
        if (!category) return null;
        return (
          // the list beside the map is the keyboard's way to the same estates
          <path
            key={point.id}
            d={mapShapes[category.shape]}
            fill={category.colour}
            stroke="#fff"
            strokeWidth="1.5"
            transform={`translate(${x - 10} ${y - 10}) scale(0.83)`}
            onPointerDown={() => onPick(point.id)}
          >
            <title>{`${point.name}：${category.label}`}</title>
          </path>
        );
      })}
    </svg>
  );
}
