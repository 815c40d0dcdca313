import { boxPath, dotsPath, hatchLines, type Drawing, type DrawnMark, type DrawnText } from "~/shared/drawing";

type Paper = PDFKit.PDFDocument;

/** A drawing on a page of a PDF, its upper left corner at x, y; as wide as it is. */
export function paintDrawing(paper: Paper, { width, height, marks }: Drawing, x: number, y: number): void {
  paper.save().translate(x, y);
  paper.rect(0, 0, width, height).clip();
  for (const mark of marks) {
    paper.save();
    if (mark.kind !== "text" && mark.within) paper.path(boxPath(mark.within)).clip();
    paintMark(paper, mark);
    paper.restore();
  }
  paper.restore();
}

function paintMark(paper: Paper, mark: DrawnMark): void {
  switch (mark.kind) {
    case "path": {
      const { d, fill, fillOpacity = 1, stroke, strokeWidth = 1, dash } = mark;
      if (fill) paper.path(d).fillOpacity(fillOpacity).fill(fill, "even-odd");
      if (!stroke) return;
      paper.lineWidth(strokeWidth).lineJoin("round");
      if (dash) paper.dash(dash[0], { space: dash[1] });
      return void paper.path(d).stroke(stroke);
    }
    case "dots":
      paper.lineWidth(2 * mark.radius).lineCap("round");
      return void paper.path(dotsPath(mark)).stroke(mark.fill);
    case "hatch":
      paper.path(mark.d).clip("even-odd").lineWidth(mark.strokeWidth).strokeColor(mark.stroke);
      for (const [x1, y1, x2, y2] of hatchLines(mark.box, mark.gap)) paper.moveTo(x1, y1).lineTo(x2, y2);
      return void paper.stroke();
    case "text":
      return paintText(paper, mark);
  }
}

function paintText(paper: Paper, { x, y, text, size, anchor, isBold, fill, halo }: DrawnText): void {
  paper.font(isBold ? "bold" : "regular").fontSize(size);
  const left = x - paper.widthOfString(text) * { start: 0, middle: 0.5, end: 1 }[anchor];
  const place = { lineBreak: false, baseline: "alphabetic" } as const;
  if (halo) {
    paper
      .lineWidth(size / 4)
      .lineJoin("round")
      .strokeColor(halo);
    paper.text(text, left, y, { ...place, stroke: true, fill: false });
  }
  paper.fillColor(fill).text(text, left, y, place);
}
