import { useQuery } from '@tanstack/react-query';
import type { MapLayer } from './estate-map.tsx';
import { useSession } from './session.tsx';

const none: readonly MapLayer[] = [];

async function loadGround(): Promise<readonly MapLayer[]> {
  const answer = await fetch('/demo-ground.json');
  return answer.ok ? ((await answer.json()) as readonly MapLayer[]) : none;
}

/** Roads and a river to draw under the estates: the demo brings made-up ones, elsewhere there are none. */
export function useGround(): readonly MapLayer[] {
  const { demo } = useSession();
  const ground = useQuery({
    queryKey: ['map-ground'],
    queryFn: loadGround,
    enabled: demo,
    staleTime: Infinity,
  });
  return ground.data ?? none;
}
