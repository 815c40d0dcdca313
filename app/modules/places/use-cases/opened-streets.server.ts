import { readFileSync } from "node:fs";
import { streetFile } from "~/platform/street-files.server";
import type { Metres } from "~/shared/units";
import type { Streets } from "../domain/reach";
import type { StreetGraph } from "../domain/streets/street-graph";
import { decodeStreetGraph } from "../domain/streets/street-graph-file";
import type { StreetUse } from "../domain/streets/street-use";
import { walkingView, type WalkingView } from "../domain/streets/walking-view";

/** Networks and views kept open in a worker thread: a question finds them ready. Few, because a city weighs megabytes. */
const MOST_OPEN = 2;
const VIEWS_EACH = 7;
const open = new Map<string, { readonly graph: StreetGraph; readonly views: Map<string, WalkingView> }>();

/** A file that is gone or not whole is a surprise: the record says it is there. */
export class StreetsUnreadable extends Error {}

/** Which streets a question is about, and for whom; small, so that it travels to a thread in place of the network. */
export interface StreetsAsked {
  readonly storedName: string;
  readonly use: StreetUse;
  readonly snap: Metres;
}

export const streetsAsked = ({ storedName, use, snap }: StreetsAsked): Streets => ({
  view: openedView(streetFile(storedName), use),
  snap,
});

/** The network in a stored file; read once and kept, because a stored file never changes. */
export function openedStreets(path: string): StreetGraph {
  return opened(path).graph;
}

/** The same as one kind of walker meets it. */
export function openedView(path: string, use: StreetUse): WalkingView {
  const { graph, views } = opened(path);
  const key = JSON.stringify([use.movement, use.stepsFactor, use.offStreetFactor]);
  const known = views.get(key);
  if (known) return known;
  if (views.size >= VIEWS_EACH) views.clear();
  const view = walkingView(graph, use);
  views.set(key, view);
  return view;
}

function opened(path: string) {
  const known = open.get(path);
  if (known) {
    open.delete(path);
    open.set(path, known);
    return known;
  }
  const file = decodeStreetGraph(contentOf(path));
  if (!file) throw new StreetsUnreadable(`${path} is not a whole street network: import the streets again`);
  const made = { graph: file.graph, views: new Map<string, WalkingView>() };
  open.set(path, made);
  if (open.size > MOST_OPEN) open.delete(open.keys().next().value!);
  return made;
}

function contentOf(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new StreetsUnreadable(`${path} cannot be read: import the streets again`, { cause: error });
  }
}
