import { buildIfNeeded } from "./build.mjs";
import { launchCity } from "./launch-city.mjs";

/** `npm start`: the city as its people meet it. */
await launchCity({ nodeEnv: "production", build: () => buildIfNeeded() });
