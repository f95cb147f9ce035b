/** What came of a request: an answer, a refusal with its sentence, or nothing at all. */
export type Outcome =
  | { readonly kind: 'done'; readonly answer: Record<string, unknown> }
  | { readonly kind: 'refused'; readonly status: number; readonly message: string; readonly at: string }
  | { readonly kind: 'lost' };

const patience = 20_000;
const pauses = [2_000, 4_000, 8_000, 15_000, 30_000];

/** One POST; `lost` when no answer came in time or the server is away, so that nobody knows whether it arrived. */
export async function sendOnce(action: string, body: unknown): Promise<Outcome> {
  try {
    const asked = fetch(action, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', 'x-huanju': 'resident' },
      body: JSON.stringify(body),
    });
    const late = new Promise<never>((_resolve, reject) => {
      setTimeout(() => reject(new Error('late')), patience);
    });
    return await Promise.race([asked.then(read), late]);
  } catch {
    return { kind: 'lost' };
  }
}

async function read(response: Response): Promise<Outcome> {
  if (response.status === 502 || response.status === 503 || response.status === 504) return { kind: 'lost' };
  const text = await response.text();
  let json: Record<string, unknown> = {};
  try {
    json = JSON.parse(text) as Record<string, unknown>;
  } catch {
    if (text && response.ok) return { kind: 'lost' };
  }
  if (response.ok) return { kind: 'done', answer: json || {} };
  const data = (json.data || {}) as { at?: unknown };
  return {
    kind: 'refused',
    status: response.status,
    message: typeof json.message === 'string' ? json.message : '没有成功，请稍后再试。',
    at: typeof data.at === 'string' ? data.at : '',
  };
}

/** Tries again by itself while nothing comes back; only for requests with a replay key. */
export async function sendUntilAnswered(
  action: string,
  body: unknown,
  waiting: (next: number) => void,
): Promise<Outcome> {
  for (const pause of pauses) {
    const outcome = await sendOnce(action, body);
    if (outcome.kind !== 'lost') return outcome;
    waiting(pause / 1000);
    await rest(pause);
  }
  return sendOnce(action, body);
}

/** A pause that ends early when the phone finds the net again. */
const rest = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener('online', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    addEventListener('online', end);
  });
