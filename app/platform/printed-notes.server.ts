import type { PrintedPage } from "~/shared/printed-page";
import { LOOK, SMALL, wideOf, type Layout } from "./printed-look.server";
import { saysPart, type Paper, type Tag } from "./printed-tags.server";

const NOTE = { between: 16, lineGap: -2.2, below: 2.5 };

type Notes = PrintedPage["notes"];

const noteRoom = (layout: Layout) => ({ width: (wideOf(layout) - NOTE.between) / 2, lineGap: NOTE.lineGap });

/** The words begin where their heading ends, on the same line. */
function indentOf(paper: Paper, heading: string): number {
  paper.font("bold").fontSize(SMALL);
  return paper.widthOfString(heading) + SMALL;
}

function heightOf(paper: Paper, { heading, text }: Notes[number], layout: Layout): number {
  const indent = indentOf(paper, heading);
  paper.font("regular").fontSize(SMALL);
  return paper.heightOfString(text, { ...noteRoom(layout), indent }) + NOTE.below;
}

/** Two columns as equal as they can be, each note whole: of so few every way to share them out is looked at. */
function notesInColumns(paper: Paper, notes: Notes, layout: Layout) {
  const high = notes.map((note) => heightOf(paper, note, layout));
  const depthOf = (way: number) => {
    const depth = [0, 0];
    high.forEach((each, at) => (depth[(way >> at) & 1]! += each));
    return Math.max(...depth);
  };
  let best = 0;
  for (let way = 0; way < 2 ** Math.min(notes.length, 10); way++) if (depthOf(way) < depthOf(best) - 0.01) best = way;
  const depth = [0, 0];
  const placed = notes.map((note, at) => {
    const column = (best >> at) & 1;
    const top = depth[column]!;
    depth[column] = top + high[at]!;
    return { ...note, column, top };
  });
  return { placed, height: Math.max(...depth) };
}

export const notesHeight = (paper: Paper, notes: Notes, layout: Layout): number => notesInColumns(paper, notes, layout).height;

export function writeNotes(paper: Paper, whole: Tag, notes: Notes, y: number, layout: Layout): void {
  const room = noteRoom(layout);
  for (const { heading, text, column, top } of notesInColumns(paper, notes, layout).placed) {
    const x = layout.side + column * (room.width + NOTE.between);
    const indent = indentOf(paper, heading);
    paper.font("bold").fontSize(SMALL).fillColor(LOOK.ink);
    saysPart(paper, whole, "H2", () => void paper.text(heading, x, y + top, { lineBreak: false }));
    paper.font("regular").fontSize(SMALL).fillColor(LOOK.grey);
    saysPart(paper, whole, "P", () => void paper.text(text, x, y + top, { ...room, indent }));
  }
}
