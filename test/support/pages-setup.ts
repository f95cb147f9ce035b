import { buildWeb } from '#app/build-web.ts';

/** The console's pages as they are now, built once for a run of journeys. */
export default async function setup() {
  await buildWeb(() => undefined);
}
