import {
  GeoJSONSource,
  Map as MapLibre,
  Marker,
  NavigationControl,
  ScaleControl,
  type StyleSpecification,
  setWorkerUrl,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import 'maplibre-gl/dist/maplibre-gl.css';
import { type Bounds, graticule, type LineCollection, type Position } from './map-geometry.ts';
import { type MapCategory, markImage } from './map-shapes.tsx';

// a file of our own origin, so that `worker-src 'self'` is enough
setWorkerUrl(workerUrl);

/** GeoJSON as the engine takes it, mutable. */
type GeoData = Parameters<GeoJSONSource['setData']>[0];

export type EnginePoint = {
  readonly id: string;
  readonly name: string;
  readonly position: Position;
  readonly category: string;
};
export type EngineLayer = {
  readonly key: string;
  readonly colour: string;
  readonly width: number;
  readonly lines: LineCollection;
};
type EngineOptions = {
  readonly bounds: Bounds;
  readonly layers: readonly EngineLayer[];
  readonly categories: readonly MapCategory[];
  readonly pick: (id: string | undefined) => void;
  readonly fail: () => void;
};

const locale = {
  'Map.Title': '地图：方向键移动，加减号缩放',
  'Marker.Title': '小区名称',
  'NavigationControl.ZoomIn': '放大',
  'NavigationControl.ZoomOut': '缩小',
  'NavigationControl.ResetBearing': '回到正北',
  'ScaleControl.Meters': '米',
  'ScaleControl.Kilometers': '公里',
};

const gridLines = (bounds: Bounds) => ({
  type: 'Feature' as const,
  properties: {},
  geometry: {
    type: 'MultiLineString' as const,
    coordinates: graticule(bounds).map((line) => line.map(([lon, lat]) => [lon, lat])),
  },
});

/** A style without any address in it: ground, graticule, the layers handed in, points. */
function styleOf({ bounds, layers }: EngineOptions): StyleSpecification {
  const line = (id: string, colour: string, width: number) =>
    ({ id, type: 'line', source: id, paint: { 'line-color': colour, 'line-width': width } }) as const;
  return {
    version: 8,
    sources: {
      grid: { type: 'geojson', data: gridLines(bounds) },
      ...Object.fromEntries(
        layers.map(({ key, lines }) => [
          `back-${key}`,
          { type: 'geojson', data: lines as unknown as GeoData },
        ]),
      ),
      points: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
    },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': '#f3f5f2' } },
      line('grid', '#dde3de', 1),
      ...layers.map(({ key, colour, width }) => line(`back-${key}`, colour, width)),
      {
        id: 'points',
        type: 'symbol',
        source: 'points',
        layout: { 'icon-image': ['get', 'category'], 'icon-allow-overlap': true, 'icon-size': 0.85 },
      },
    ],
  };
}

const collection = (points: readonly EnginePoint[]): GeoData => ({
  type: 'FeatureCollection',
  features: points.map(({ id, category, position }) => ({
    type: 'Feature',
    properties: { id, category },
    geometry: { type: 'Point', coordinates: [position[0], position[1]] },
  })),
});

/** Names of the points in view as HTML, since letters drawn by the engine would need a font server. */
function labelsOn(map: MapLibre, points: () => readonly EnginePoint[]): () => void {
  let markers: Marker[] = [];
  const draw = () => {
    for (const marker of markers) marker.remove();
    markers = [];
    const view = map.getBounds();
    const seen = points().filter(({ position }) => view.contains([position[0], position[1]]));
    if (seen.length > 150) return;
    const spots = seen.map((point) => ({ point, at: map.project([point.position[0], point.position[1]]) }));
    const taken: { readonly x: number; readonly y: number }[] = [];
    for (const { point, at } of spots) {
      const half = point.name.length * 6 + 6;
      // a name may cover neither another name nor another estate's mark
      const covers = (x: number, y: number, side: number) =>
        Math.abs(x - at.x) < half + side && y > at.y + 2 && y - at.y < 34;
      if (spots.some((other) => other.point !== point && covers(other.at.x, other.at.y, 6))) continue;
      if (taken.some(({ x, y }) => Math.abs(x - at.x) < 2 * half && Math.abs(y - at.y) < 22)) continue;
      taken.push(at);
      const element = document.createElement('span');
      element.className = 'hj-map-label';
      element.textContent = point.name;
      element.ariaHidden = 'true';
      markers.push(
        new Marker({ element, anchor: 'top', offset: [0, 9] })
          .setLngLat([point.position[0], point.position[1]])
          .addTo(map),
      );
    }
  };
  map.on('moveend', draw);
  return draw;
}

/** Starts MapLibre in an element; loaded lazily by estate-map.tsx. Throws where WebGL is missing. */
export function startMap(host: HTMLElement, options: EngineOptions) {
  let points: readonly EnginePoint[] = [];
  let loaded = false;
  const map = new MapLibre({
    container: host,
    style: styleOf(options),
    bounds: [...options.bounds],
    locale,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    maxZoom: 19,
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new ScaleControl({ unit: 'metric' }), 'bottom-right');
  const label = labelsOn(map, () => points);
  const put = () => {
    const source = map.getSource('points');
    if (source instanceof GeoJSONSource) void source.setData(collection(points));
    label();
  };
  map.on('error', () => {
    if (!loaded) options.fail();
  });
  map.on('load', () => {
    loaded = true;
    for (const category of options.categories) {
      const image = markImage(category);
      if (image) map.addImage(category.key, image, { pixelRatio: 2 });
    }
    put();
  });
  map.on('click', (event) => {
    const [hit] = map.queryRenderedFeatures(event.point, { layers: ['points'] });
    const id: unknown = hit?.properties.id;
    options.pick(typeof id === 'string' ? id : undefined);
  });
  map.on('mousemove', 'points', () => {
    map.getCanvas().style.cursor = 'pointer';
  });
  map.on('mouseleave', 'points', () => {
    map.getCanvas().style.cursor = '';
  });
  return {
    setPoints: (next: readonly EnginePoint[]) => {
      points = next;
      if (loaded) put();
    },
    fit: (bounds: Bounds) => map.fitBounds([...bounds], { animate: false }),
    dispose: () => map.remove(),
  };
}
