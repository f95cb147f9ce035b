import { Button, Input } from 'antd';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { EnginePoint, startMap } from './map-engine.ts';
import { type Bounds, boundsOf, type LineCollection, linesOf, nearPositions } from './map-geometry.ts';
import { useGround } from './map-ground.ts';
import { type MapCategory, MapMark } from './map-shapes.tsx';
import { AppLink } from './navigation.tsx';
import { Nothing, Waiting } from './states.tsx';
import { SvgMap } from './svg-map.tsx';
import { Table } from './table.tsx';
import './estate-map.css';

export type { LineCollection } from './map-geometry.ts';
export { categoriesOf, type MapCategory } from './map-shapes.tsx';

/** One estate on the map; those without coordinates belong in `without`. */
export type MapPoint = {
  readonly id: string;
  readonly name: string;
  readonly lon: number;
  readonly lat: number;
  /** Key of a category. */
  readonly category: string;
  /** Path the estate opens. */
  readonly open?: string;
  /** Shown when it is picked. */
  readonly detail?: ReactNode;
};

export type MapLayer = {
  readonly key: string;
  readonly label: string;
  readonly colour: string;
  readonly width?: number;
  readonly lines: LineCollection;
};

type EstateMapProps = {
  /** Says what is shown, e.g. 小区位置与认定结论. */
  readonly label: string;
  readonly points: readonly MapPoint[];
  readonly categories: readonly MapCategory[];
  readonly layers?: readonly MapLayer[];
  /** How many estates have no coordinates and so are not drawn. */
  readonly without?: number;
  readonly height?: number;
};

/** Estates as coloured and shaped marks over an offline ground; a list says the same to the keyboard. */
export function EstateMap(props: EstateMapProps) {
  const { points, categories } = props;
  const ground = useGround();
  const layers = props.layers ?? ground;
  const [asList, setAsList] = useState(false);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [picked, setPicked] = useState<string>();
  const shown = useMemo(() => points.filter((point) => !hidden.has(point.category)), [points, hidden]);
  const far = points.length - nearPositions(points.map(({ lon, lat }) => [lon, lat] as const)).length;
  const chosen = shown.find((point) => point.id === picked);
  const toggle = (key: string) => {
    const next = new Set(hidden);
    if (!next.delete(key)) next.add(key);
    setHidden(next);
  };
  return (
    <section className="hj-map" aria-label={props.label}>
      <div className="hj-map-bar">
        <Legend points={points} categories={categories} layers={layers} hidden={hidden} toggle={toggle} />
        <Button className="hj-no-print" aria-pressed={asList} onClick={() => setAsList(!asList)}>
          {asList ? '看地图' : '看列表'}
        </Button>
      </div>
      {points.length === 0 ? (
        <Nothing text="没有带坐标的小区" />
      ) : asList ? (
        <PointList label={props.label} points={shown} categories={categories} />
      ) : (
        <div className="hj-map-host" style={{ height: props.height ?? 520 }}>
          <Ground {...props} layers={layers} shown={shown} onPick={setPicked} />
          {chosen && <Picked point={chosen} categories={categories} close={() => setPicked(undefined)} />}
        </div>
      )}
      {far > 0 && <p className="hj-about">有 {far} 个小区的坐标离其余很远，缩小地图才能看到，请核对。</p>}
      {(props.without ?? 0) > 0 && (
        <p className="hj-about">另有 {props.without} 个小区没有坐标，未画在图上。</p>
      )}
    </section>
  );
}

type LegendProps = {
  readonly points: readonly MapPoint[];
  readonly categories: readonly MapCategory[];
  readonly layers: readonly MapLayer[];
  readonly hidden: ReadonlySet<string>;
  readonly toggle: (key: string) => void;
};

function Legend({ points, categories, layers, hidden, toggle }: LegendProps) {
  const count = (key: string) => points.filter((point) => point.category === key).length;
  return (
    <ul className="hj-legend" aria-label="图例">
      {categories.map((category) => (
        <li key={category.key}>
          <button type="button" aria-pressed={!hidden.has(category.key)} onClick={() => toggle(category.key)}>
            <MapMark category={category} /> {category.label}（{count(category.key)}）
          </button>
        </li>
      ))}
      {layers.map((layer) => (
        <li key={layer.key} className="hj-legend-line">
          <span aria-hidden="true" style={{ borderColor: layer.colour, borderTopWidth: layer.width ?? 2 }} />
          {layer.label}
        </li>
      ))}
    </ul>
  );
}

type GroundProps = EstateMapProps & {
  readonly layers: readonly MapLayer[];
  readonly shown: readonly MapPoint[];
  readonly onPick: (id: string | undefined) => void;
};

const enginePoint = ({ id, name, lon, lat, category }: MapPoint): EnginePoint => ({
  id,
  name,
  category,
  position: [lon, lat],
});

/** Bounds of the points alone; background lines may run far out of the district. */
function useBounds(points: readonly MapPoint[], layers: readonly MapLayer[]): Bounds {
  return useMemo(() => {
    const own = boundsOf(nearPositions(points.map(({ lon, lat }) => [lon, lat] as const)));
    return own ?? boundsOf(layers.flatMap(({ lines }) => linesOf(lines).flat())) ?? [73, 18, 135, 54];
  }, [points, layers]);
}

function Ground({ label, points, layers, categories, shown, onPick }: GroundProps) {
  const host = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<'waiting' | 'ready' | 'flat'>('waiting');
  const [engine, setEngine] = useState<ReturnType<typeof startMap>>();
  const bounds = useBounds(points, layers);
  const lines = useMemo(() => layers.map((layer) => ({ ...layer, width: layer.width ?? 2 })), [layers]);
  const pick = useRef(onPick);
  pick.current = onPick;
  const setup = useRef({ bounds, layers: lines, categories });
  setup.current = { bounds, layers: lines, categories };
  const looks = JSON.stringify([categories, layers.map(({ key }) => key)]);
  useEffect(() => {
    let gone = false;
    let made: ReturnType<typeof startMap> | undefined;
    const flat = () => setState('flat');
    const start = async (_looks: string) => {
      const module = await import('./map-engine.ts');
      if (gone || !host.current) return;
      made = module.startMap(host.current, { ...setup.current, pick: (id) => pick.current(id), fail: flat });
      setEngine(made);
      setState('ready');
    };
    start(looks).catch(flat);
    return () => {
      gone = true;
      made?.dispose();
      setEngine(undefined);
    };
  }, [looks]);
  useEffect(() => engine?.setPoints(shown.map(enginePoint)), [engine, shown]);
  useEffect(() => void engine?.fit(bounds), [engine, bounds]);
  if (state === 'flat') {
    const flatProps = { label, bounds, layers: lines, categories, onPick };
    return <SvgMap {...flatProps} points={shown.map(enginePoint)} />;
  }
  return (
    <>
      <div ref={host} className="hj-map-ground" />
      {state === 'waiting' && <Waiting text="正在打开地图…" />}
    </>
  );
}

type PickedProps = {
  readonly point: MapPoint;
  readonly categories: readonly MapCategory[];
  readonly close: () => void;
};

function Picked({ point, categories, close }: PickedProps) {
  const category = categories.find(({ key }) => key === point.category);
  return (
    <aside className="hj-map-card" aria-live="polite">
      <strong>{point.open ? <AppLink to={point.open}>{point.name}</AppLink> : point.name}</strong>
      {category && (
        <div>
          <MapMark category={category} /> {category.label}
        </div>
      )}
      {point.detail}
      <Button size="small" onClick={close}>
        关闭
      </Button>
    </aside>
  );
}

const listed = 200;

function PointList({ label, points, categories }: Pick<EstateMapProps, 'label' | 'points' | 'categories'>) {
  const [part, setPart] = useState('');
  const found = points.filter((point) => point.name.includes(part.trim()));
  const rows = found.slice(0, listed);
  const nameOf = (key: string) => categories.find((category) => category.key === key)?.label ?? '';
  const open = rows.every((row) => row.open) ? { open: (row: MapPoint) => row.open ?? '/' } : {};
  return (
    <>
      <div className="hj-toolbar hj-no-print">
        <Input
          className="hj-search"
          allowClear
          placeholder="按名称查找"
          aria-label="按名称查找"
          value={part}
          onChange={(event) => setPart(event.target.value)}
        />
        <span role="status">
          {found.length > listed ? `共 ${found.length} 个，列出前 ${listed} 个` : `共 ${found.length} 个`}
        </span>
      </div>
      <Table
        dense
        caption={label}
        rows={rows}
        rowKey={(row) => row.id}
        {...open}
        columns={[
          { key: 'name', title: '小区', render: (row) => row.name },
          { key: 'category', title: '类别', render: (row) => nameOf(row.category) },
          { key: 'detail', title: '说明', render: (row) => row.detail },
          { key: 'at', title: '经纬度', render: (row) => `${row.lon.toFixed(5)}, ${row.lat.toFixed(5)}` },
        ]}
      />
    </>
  );
}
