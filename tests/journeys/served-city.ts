/**
 * Before the journeys: the built app is started on an empty data folder and a free port, as a newcomer would. Journeys run
 * one after another in that one city; `page.goto("/")` goes there. What its start printed is in JOURNEY_START_OUTPUT,
 * its data folder in JOURNEY_FOLDER.
 */
import { buildIfNeeded } from "../../scripts/build.mjs";
import { anyFreePort } from "../../scripts/ports.mjs";
import { throwAwayFolder } from "../../scripts/throw-away.mjs";
import { startApp } from "../factories/running-app";

export default async function serveCity(): Promise<() => Promise<void>> {
  if (process.env.JOURNEY_ADDRESS) return () => Promise.resolve();
  await buildIfNeeded();
  const { folder, remove } = throwAwayFolder();
  const app = await startApp({ QUARTERHOUR_DATA: folder, PORT: String(await anyFreePort()) });
  process.env.JOURNEY_ADDRESS = app.address;
  process.env.JOURNEY_FOLDER = folder;
  process.env.JOURNEY_START_OUTPUT = app.output();
  return async () => {
    await app.stop();
    remove();
  };
}
