export type Paper = PDFKit.PDFDocument;
export type Tag = PDFKit.PDFStructureElement;

/** The whole of what is read: everything painted on the page is a part of it, or an aside. */
export function wholeText(paper: Paper): Tag {
  const whole = paper.struct("Document");
  paper.addStructure(whole);
  return whole;
}

/** The types of the library know the first only. */
interface PartOptions extends PDFKit.Mixins.StructureElementOptions {
  /** left, top, right and bottom, points from the upper left corner */
  readonly bbox?: readonly [number, number, number, number];
  readonly placement?: "Block";
  readonly scope?: "Column";
}

/** A part of what is read, after those its parent has already: `H1`, `P`, `Table`, `TR`, `TH` … */
export function partOf(paper: Paper, parent: Tag, kind: string, options: PartOptions = {}): Tag {
  const part = paper.struct(kind, options);
  parent.add(part);
  return part;
}

/** What is painted within is what the part says. */
export function says(paper: Paper, part: Tag, kind: string, paint: () => void): void {
  const content = paper.markStructureContent(kind);
  paint();
  paper.endMarkedContent();
  part.add(content);
}

/** Both at once: a part that says what is painted within. */
export const saysPart = (paper: Paper, parent: Tag, kind: string, paint: () => void): void =>
  says(paper, partOf(paper, parent, kind), kind, paint);

/** Lines, surfaces and what stands on every page again: seen, not read. */
export function aside(paper: Paper, kind: "Layout" | "Pagination", paint: () => void): void {
  paper.markContent("Artifact", { type: kind });
  paint();
  paper.endMarkedContent();
}
