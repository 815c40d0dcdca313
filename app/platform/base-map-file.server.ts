import type { Express } from "express";
import { BASE_MAP_ADDRESS, baseMapFile, dataFolder } from "./environment.server";

/** The map file of the data folder, in the pieces a browser asks for (Range): never compressed, never read whole. */
export function serveBaseMap(app: Express): void {
  const name = baseMapFile();
  if (!name) return;
  app.get(BASE_MAP_ADDRESS, (_request, response, next) => {
    response.type("application/octet-stream");
    response.sendFile(name, { root: dataFolder(), maxAge: "1h" }, (error?: Error) => error && next(error));
  });
}
